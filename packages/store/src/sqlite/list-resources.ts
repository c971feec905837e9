import type { ListPage, ListQuery } from '@scimwright/server'
import type { Database } from 'better-sqlite3'
import { compileFilterToSql } from '../filter/compile-filter-to-sql.ts'
import { joinSql, type Sql, sql, toStatement } from '../sql.ts'
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

// The total stands beside every row, and alone in one row when the page is empty.
const listStatement = (directoryId: string, query: ListQuery): Sql => {
  const { filter, startIndex, count } = query
  if (query.sortBy !== undefined) throw new Error('Sorting is not there yet.')
  const types = sql`(${joinSql(
    query.resourceTypes.map(({ name }) => sql`${name}`),
    sql`, `,
  )})`
  if (!filter)
    return sql`
      SELECT t.total, p.type, p.doc FROM (
        SELECT coalesce(sum(c.total), 0) AS total FROM resource_count c
        WHERE c.directory_id = ${directoryId} AND c.type IN ${types}
      ) t LEFT JOIN (
        SELECT r.type, r.doc, r.position FROM resource r
        WHERE r.directory_id = ${directoryId} AND r.type IN ${types}
        ORDER BY r.position LIMIT ${count} OFFSET ${startIndex - 1}
      ) p ON TRUE
      ORDER BY p.position`
  const matching = joinSql(
    query.resourceTypes.map(
      (resourceType) =>
        sql`SELECT r.id, r.position FROM resource r WHERE r.directory_id = ${directoryId}
          AND r.type = ${resourceType.name}
          AND ${compileFilterToSql(filter, resourceType, sqlite)(directoryId)}`,
    ),
    sql` UNION ALL `,
  )
  return sql`
    WITH matching AS MATERIALIZED (${matching})
    SELECT t.total, r.type, r.doc FROM (
      SELECT count(*) AS total FROM matching
    ) t LEFT JOIN (
      SELECT m.id, m.position FROM matching m ORDER BY m.position LIMIT ${count} OFFSET ${startIndex - 1}
    ) p ON TRUE
    LEFT JOIN resource r ON r.directory_id = ${directoryId} AND r.id = p.id
    ORDER BY p.position`
}
