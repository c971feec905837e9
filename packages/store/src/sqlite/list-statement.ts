import { parsePath } from '@scimwright/engine'
import type { ListQuery } from '@scimwright/server'
import type { ResourceTypeDefinition } from '@scimwright/types'
import { compileFilterToSql } from '../filter/compile-filter-to-sql.ts'
import { names, narrowFilter } from '../filter/narrow-filter.ts'
import { sortKey } from '../filter/sort-key.ts'
import { joinSql, type Sql, sql } from '../sql.ts'
import { sqlite } from './sqlite-dialect.ts'

/**
 * The statement of a list: rows of `total`, `type` and `doc` in order. The total stands beside every row, and alone in
 * one row when the page is empty.
 */
export const listStatement = (directoryId: string, query: ListQuery): Sql =>
  query.filter || query.sortBy !== undefined
    ? matchingPage(directoryId, query)
    : plainPage(directoryId, query)

const plainPage = (directoryId: string, { resourceTypes, startIndex, count }: ListQuery): Sql => {
  const names = resourceTypes.map(({ name }) => sql`${name}`)
  const types = sql`(${joinSql(names, sql`, `)})`
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
}

// Documents are read for the page only; what is sorted and counted is ids.
const matchingPage = (directoryId: string, query: ListQuery): Sql => {
  const { resourceTypes, sortOrder, startIndex, count } = query
  const matching = resourceTypes.map((type) => matchingOfType(directoryId, type, query))
  const order =
    sortOrder === 'descending'
      ? (row: Sql) => sql`${row}.key IS NOT NULL, ${row}.key DESC, ${row}.position`
      : (row: Sql) => sql`${row}.key IS NULL, ${row}.key, ${row}.position`
  return sql`
    WITH matching AS MATERIALIZED (${joinSql(matching, sql` UNION ALL `)})
    SELECT t.total, r.type, r.doc FROM (SELECT count(*) AS total FROM matching) t
    LEFT JOIN (
      SELECT m.id, m.position, m.key FROM matching m
      ORDER BY ${order(sql`m`)} LIMIT ${count} OFFSET ${startIndex - 1}
    ) p ON TRUE
    LEFT JOIN resource r ON r.directory_id = ${directoryId} AND r.id = p.id
    ORDER BY ${order(sql`p`)}`
}

const matchingOfType = (
  directoryId: string,
  resourceType: ResourceTypeDefinition,
  { resourceTypes, filter, sortBy }: ListQuery,
): Sql => {
  const condition = filter
    ? compileFilterToSql(
        narrowFilter(filter, resourceType, resourceTypes),
        resourceType,
        sqlite,
      )(directoryId)
    : sql`TRUE`
  // The plus keeps the planner from walking the type in order where the value index names the few that match.
  return sql`
    SELECT r.id, r.position, ${keyOf(sortBy, resourceType, resourceTypes)} AS key FROM resource r
    WHERE r.directory_id = ${directoryId} AND +r.type = ${resourceType.name} AND ${condition}`
}

// An attribute that only another type has gives resources of this one no value to sort by.
const keyOf = (
  sortBy: string | undefined,
  resourceType: ResourceTypeDefinition,
  resourceTypes: readonly ResourceTypeDefinition[],
): Sql => {
  if (sortBy === undefined) return sql`NULL`
  const path = parsePath(sortBy)
  const isForeign = !names(resourceType, path) && resourceTypes.some((other) => names(other, path))
  return isForeign ? sql`NULL` : sortKey(resourceType, sortBy, sqlite)
}
