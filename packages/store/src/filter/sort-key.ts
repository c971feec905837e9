import { type Attribute, sortAttribute } from '@scimwright/engine'
import type { ResourceTypeDefinition } from '@scimwright/types'
import { type Dialect, type Form, plainForm } from '../dialect.ts'
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
  const form = sortForm(attribute)
  const value = firstValue(resourceType, attribute, dialect, form)
  return form === 'text' ? sql`nullif(${value}, '')` : value
}

/** The form in which values of an attribute are sorted. */
export const sortForm = (attribute: Attribute): Form =>
  attribute.type === 'dateTime' ? 'instant' : plainForm(attribute)

const firstValue = (
  resourceType: ResourceTypeDefinition,
  attribute: Attribute,
  dialect: Dialect,
  form: Form,
): Sql => {
  const root = attribute.parent ?? attribute
  const inDocument = inner(dialect, attribute, form)
  if (!root.multiValued) {
    const place = placeOf(root)
    return attribute.parent
      ? inDocument(dialect.document, place)
      : dialect.value(dialect.document, place, attribute, form)
  }
  const { from, order, column, document } = elementRows(resourceType, root, dialect)
  const value = document && attribute.parent ? inDocument(document, []) : column(attribute, form)
  const primary = root.subAttributes.get('primary')
  const primaryFirst =
    document && primary
      ? sql`coalesce(${dialect.value(document, ['primary'], primary, 'number')} = 1, FALSE) DESC, `
      : sql``
  return sql`(SELECT ${value} ${from} ORDER BY ${primaryFirst}${order} LIMIT 1)`
}

const inner =
  (dialect: Dialect, sub: Attribute, form: Form) =>
  (document: Sql, place: readonly string[]): Sql => {
    const whole = [...place, sub.name]
    return sub.multiValued
      ? sql`(SELECT ${dialect.element(sql`s.value`, sub, form)}
          FROM ${dialect.elements(document, whole, sql`s`)} ORDER BY s.key LIMIT 1)`
      : dialect.value(document, whole, sub, form)
  }
