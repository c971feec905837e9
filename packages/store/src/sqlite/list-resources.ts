import type { ListPage, ListQuery, StoredResource } from '@scimwright/server'
import type { Database } from 'better-sqlite3'
import { listStatements } from '../list/list-statements.ts'
import { totalOfPage } from '../list/total-of-page.ts'
import { type Sql, sql, toStatement } from '../sql.ts'
import type { ResourceRows } from './resource-rows.ts'
import { createScan, type ScanLimits } from './scan-resources.ts'
import { sqlite } from './sqlite-dialect.ts'
import { createStatementCache } from './statement-cache.ts'

// A slice takes about ten milliseconds; what one statement may read without being cut is as much.
const LIMITS: ScanLimits = { slice: 4000, milliseconds: 2000, matches: 200_000 }

/** Answers lists: the database filters, sorts, counts and cuts the page; only the page is read. */
export const createListing = (db: Database, resources: ResourceRows, limits = LIMITS) => {
  const prepare = createStatementCache(db)
  const all = (piece: Sql): unknown[][] => {
    const { text, values } = toStatement(piece, 'sqlite')
    return prepare(text).all(...values)
  }
  const scan = createScan(db, all, limits)
  const count = db
    .prepare<[string, string], number>(
      'SELECT total FROM resource_count WHERE directory_id = ? AND type = ?',
    )
    .pluck()

  const listAtOnce = (directoryId: string, query: ListQuery, { page, total }: Statements) => {
    const { resourceTypes, withoutMembers = false } = query
    const rows = all(page) as [type: string, doc: string, position: number][]
    const last = rows.at(-1)?.[2]
    const types = new Map(resourceTypes.map((type) => [type.name, type]))
    return {
      totalResults: totalOfPage(query, rows.length) ?? Number(all(total)[0]?.[0]),
      resources: rows.flatMap(([type, doc]) => {
        const resourceType = types.get(type)
        return resourceType
          ? [resources.complete(directoryId, resourceType, doc, withoutMembers)]
          : []
      }),
      ...(last !== undefined && { last }),
    }
  }

  const listInSlices = async (
    directoryId: string,
    query: ListQuery,
    { matching }: Statements,
  ): Promise<ListPage> => {
    const { resourceTypes, withoutMembers = false } = query
    const { ids, total, last } = await scan(directoryId, query, matching)
    const read = (id: string): StoredResource[] =>
      resourceTypes.flatMap((type) => resources.get(directoryId, type, id, withoutMembers) ?? [])
    return {
      totalResults: total,
      resources: ids.flatMap(read),
      ...(last !== undefined && { last }),
    }
  }

  return async (directoryId: string, query: ListQuery): Promise<ListPage> => {
    const statements = listStatements(directoryId, query, {
      dialect: sqlite,
      columns: sql`r.type, r.doc, r.position`,
    })
    const isLong =
      statements.isScan &&
      query.resourceTypes.some(({ name }) => (count.get(directoryId, name) ?? 0) > limits.slice)
    return isLong
      ? listInSlices(directoryId, query, statements)
      : listAtOnce(directoryId, query, statements)
  }
}

type Statements = ReturnType<typeof listStatements>
