import { isForeign, narrowFilter, parsePath, sortAttribute } from '@scimwright/engine'
import type { ListQuery } from '@scimwright/server'
import type { ResourceTypeDefinition } from '@scimwright/types'
import type { Dialect } from '../dialect.ts'
import { compileCondition } from '../filter/compile-filter-to-sql.ts'
import { type CompiledCondition, scan } from '../filter/compiled-condition.ts'
import { sortForm, sortKey } from '../filter/sort-key.ts'
import { joinSql, type Sql, sql } from '../sql.ts'

/** A resource type, and the rows `id, position, key` of its resources that match. */
export type MatchingRows = ReadonlyMap<ResourceTypeDefinition, Sql>

/** The statements of one list: rows of the columns in order, and how many rows there would be without paging. */
export interface ListStatements {
  readonly page: Sql
  readonly total: Sql
  /** Whether every resource of the types has to be looked at. */
  readonly isScan: boolean
  /** By type, the rows of `id`, `position` and `key` of what matches, open for further conditions. */
  readonly matching: MatchingRows
}

/**
 * The statements of a list.
 *
 * @throws ScimError 400 when the filter or `sortBy` is wrong.
 */
export const listStatements = (
  directoryId: string,
  query: ListQuery,
  { dialect, columns }: { dialect: Dialect; columns: Sql },
): ListStatements => {
  const { resourceTypes, filter, sortBy, sortOrder, startIndex, count, after } = query
  const paging = sql`LIMIT ${count} OFFSET ${startIndex - 1}`
  const conditions = resourceTypes.map((type) => conditionOf(query, type, dialect))
  const rows = (selected: (resourceType: ResourceTypeDefinition) => Sql): Sql[] =>
    resourceTypes.map((resourceType, index) => {
      const { condition, reach } = conditions[index] ?? scan(() => sql`TRUE`)
      // This keeps the planner from walking the type in order where the index names those that match.
      const column = reach === 'any' ? sql`r.type` : dialect.unindexed(sql`r.type`)
      return sql`SELECT ${selected(resourceType)} FROM resource r
        WHERE r.directory_id = ${directoryId} AND ${column} = ${resourceType.name}
          AND ${condition(directoryId)}`
    })
  const keyed = rows((type) => sql`r.id, r.position, ${keyOf(query, type, dialect)} AS key`)
  const inOrder =
    resourceTypes.length === 1 && sortBy === undefined && conditions[0]?.reach !== 'some'
  return {
    isScan:
      (filter !== undefined || sortBy !== undefined) &&
      conditions.some(({ reach }) => reach === 'any'),
    matching: new Map(resourceTypes.map((type, index) => [type, keyed[index] ?? sql``])),
    total: filter
      ? sql`SELECT sum(c.matching) FROM (${union(rows(() => sql`count(*) AS matching`))}) c`
      : totalOf(directoryId, resourceTypes),
    page: inOrder
      ? pageInOrder(union(rows(() => STORED).map(following(after ?? 0))), { paging, columns })
      : sortedPage(directoryId, union(keyed.map(following(after))), { sortOrder, paging, columns }),
  }
}

const following =
  (after: number | undefined) =>
  (rows: Sql): Sql =>
    after === undefined ? rows : sql`${rows} AND r.position > ${after}`

const union = (rows: readonly Sql[]): Sql => joinSql(rows, sql` UNION ALL `)

const STORED = sql`r.directory_id, r.id, r.type, r.doc, r.position`

// Collections are read for the page only, not for the rows before it.
const pageInOrder = (stored: Sql, { paging, columns }: { paging: Sql; columns: Sql }): Sql => sql`
    SELECT ${columns} FROM (${stored} ORDER BY r.position ${paging}) r ORDER BY r.position`

// Documents are read for the page only; what is sorted is keys and ids.
const sortedPage = (
  directoryId: string,
  keyed: Sql,
  { sortOrder, paging, columns }: { sortOrder: ListQuery['sortOrder']; paging: Sql; columns: Sql },
): Sql => {
  const order =
    sortOrder === 'descending'
      ? sql`p.key IS NOT NULL, p.key DESC, p.position`
      : sql`p.key IS NULL, p.key, p.position`
  return sql`
    SELECT ${columns} FROM (SELECT * FROM (${keyed}) p ORDER BY ${order} ${paging}) p
    JOIN resource r ON r.directory_id = ${directoryId} AND r.id = p.id
    ORDER BY ${order}`
}

const conditionOf = (
  { filter, resourceTypes }: ListQuery,
  resourceType: ResourceTypeDefinition,
  dialect: Dialect,
): CompiledCondition =>
  filter
    ? compileCondition(narrowFilter(filter, resourceType, resourceTypes), resourceType, dialect)
    : scan(() => sql`TRUE`)

const totalOf = (directoryId: string, resourceTypes: readonly ResourceTypeDefinition[]): Sql => {
  const types = resourceTypes.map(({ name }) => sql`${name}`)
  return sql`SELECT coalesce(sum(c.total), 0) FROM resource_count c
    WHERE c.directory_id = ${directoryId} AND c.type IN (${joinSql(types, sql`, `)})`
}

// An attribute that only another type has gives resources of this one no value to sort by.
const keyOf = (
  { sortBy, resourceTypes }: ListQuery,
  resourceType: ResourceTypeDefinition,
  dialect: Dialect,
): Sql => {
  if (sortBy === undefined || isForeign(parsePath(sortBy), resourceType, resourceTypes))
    return sql`NULL`
  const key = sortKey(resourceType, sortBy, dialect)
  const forms = resourceTypes
    .filter((type) => !isForeign(parsePath(sortBy), type, resourceTypes))
    .map((type) => sortForm(sortAttribute(type, sortBy)) === 'number')
  return new Set(forms).size > 1 ? dialect.amongTexts(key) : key
}
