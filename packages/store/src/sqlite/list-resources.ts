import type { ListPage, ListQuery } from '@scimwright/server'
import type { Database } from 'better-sqlite3'
import { type Sql, toStatement } from '../sql.ts'
import { listStatements } from './list-statements.ts'
import type { ResourceRows } from './resource-rows.ts'
import { sqlite } from './sqlite-dialect.ts'
import { createStatementCache } from './statement-cache.ts'

/** Answers lists: the database filters, sorts, counts and cuts the page; only the page is read. */
export const createListing = (db: Database, resources: ResourceRows) => {
  const prepare = createStatementCache(db)

  const all = (piece: Sql): unknown[][] => {
    const { text, values } = toStatement(piece, sqlite)
    return prepare(text).all(...values)
  }

  return (directoryId: string, query: ListQuery): ListPage => {
    const { resourceTypes, startIndex, count, withoutMembers = false } = query
    const { page, total } = listStatements(directoryId, query)
    const rows = all(page) as [type: string, doc: string][]
    // A page that is not full is the last one: its end is the total.
    const isEnd = rows.length < count && (rows.length > 0 || startIndex === 1)
    const types = new Map(resourceTypes.map((type) => [type.name, type]))
    return {
      totalResults: isEnd ? startIndex - 1 + rows.length : Number(all(total)[0]?.[0]),
      resources: rows.flatMap(([type, doc]) => {
        const resourceType = types.get(type)
        return resourceType
          ? [resources.complete(directoryId, resourceType, doc, withoutMembers)]
          : []
      }),
    }
  }
}
