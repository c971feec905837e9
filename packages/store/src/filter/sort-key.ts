import { type Attribute, sortAttribute } from '@scimwright/engine'
import type { ResourceTypeDefinition } from '@scimwright/types'
import type { Dialect } from '../dialect.ts'
import { type Sql, sql } from '../sql.ts'
import { elementRows, placeOf } from './element-rows.ts'

/**
 * What resources, the rows `r`, are sorted by: the one value, of several the primary one, else the first; NULL when
 * there is none. It orders as `sortResources` of the engine does.
 *
 * @throws ScimError 400 invalidPath, as `sortResources`.
 */
export const sortKey = (
  resourceType: ResourceTypeDefinition,
  sortBy: string,
  dialect: Dialect,
): Sql => {
  const attribute = sortAttribute(resourceType, sortBy)
  return comparable(dialect, attribute, firstValue(resourceType, attribute, dialect))
}

const firstValue = (
  resourceType: ResourceTypeDefinition,
  attribute: Attribute,
  dialect: Dialect,
): Sql => {
  const root = attribute.parent ?? attribute
  const place = placeOf(root)
  if (!root.multiValued)
    return attribute.parent
      ? inner(dialect, sql`r.doc`, place, attribute)
      : dialect.value(sql`r.doc`, place)
  const { from, order, column, document } = elementRows(resourceType, root, dialect)
  const value =
    document && attribute.parent ? inner(dialect, document, [], attribute) : column(attribute)
  const primaryFirst =
    document && root.type === 'complex'
      ? sql`coalesce(${dialect.value(document, ['primary'])} = 1, FALSE) DESC, `
      : sql``
  return sql`(SELECT ${value} ${from} ORDER BY ${primaryFirst}${order} LIMIT 1)`
}

const inner = (dialect: Dialect, document: Sql, place: readonly string[], sub: Attribute): Sql =>
  sub.multiValued
    ? sql`(SELECT s.value FROM ${dialect.elements(document, [...place, sub.name], sql`s`)} ORDER BY s.key LIMIT 1)`
    : dialect.value(document, [...place, sub.name])

const comparable = (dialect: Dialect, { type, caseExact }: Attribute, value: Sql): Sql => {
  if (type === 'boolean' || type === 'integer' || type === 'decimal') return value
  if (type === 'dateTime') return dialect.instantKey(value)
  return sql`nullif(${caseExact ? value : dialect.fold(value)}, '')`
}
