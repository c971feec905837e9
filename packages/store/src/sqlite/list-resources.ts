import type { ListPage, ListQuery } from '@scimwright/server'
import type { Database } from 'better-sqlite3'
import { toStatement } from '../sql.ts'
import { listStatement } from './list-statement.ts'
import type { ResourceRows } from './resource-rows.ts'
import { sqlite } from './sqlite-dialect.ts'
import { createStatementCache } from './statement-cache.ts'

/** Answers lists: the database filters, sorts, counts and cuts the page; only the page is read. */
export const createListing = (db: Database, resources: ResourceRows) => {
  const prepare = createStatementCache<Row>(db)

  return (directoryId: string, query: ListQuery): ListPage => {
    const { text, values } = toStatement(listStatement(directoryId, query), sqlite)
    const rows = prepare(text).all(...values)
    const types = new Map(query.resourceTypes.map((type) => [type.name, type]))
    return {
      totalResults: rows[0]?.total ?? 0,
      resources: rows.flatMap(({ type, doc }) => {
        const resourceType = type === null ? undefined : types.get(type)
        if (!resourceType || doc === null) return []
        const withoutMembers = query.withoutMembers === true
        return [resources.complete(directoryId, resourceType, doc, withoutMembers)]
      }),
    }
  }
}

interface Row {
  total: number
  type: string | null
  doc: string | null
}
