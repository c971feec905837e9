import type { Attribute } from '@scimwright/engine'
import type { ResourceTypeDefinition } from '@scimwright/types'
import type { Dialect } from '../dialect.ts'
import { type Sql, sql } from '../sql.ts'
import { elementRows, placeOf } from './element-rows.ts'

/** A test of one value, such as `value = 'x'`; it may be NULL where the value is. */
export type ValueTest = (value: Sql) => Sql

/** Where a filter looks for the values of attributes: in a resource, or in one element of an attribute. */
export interface Scope {
  /** Whether some value of the attribute passes; never NULL. */
  readonly some: (attribute: Attribute, test: ValueTest) => Sql
}

/** The scope of a resource, the row `r`. */
export const resourceScope = (resourceType: ResourceTypeDefinition, dialect: Dialect): Scope => ({
  some: (attribute, test) => {
    const { parent } = attribute
    return parent
      ? someElement(resourceType, parent, dialect, ({ some }) => some(attribute, test))
      : someValue(dialect, sql`r.doc`, placeOf(attribute), attribute, test)
  },
})

/** Whether some element of a complex attribute of a resource, the row `r`, passes a test of its sub-attributes. */
export const someElement = (
  resourceType: ResourceTypeDefinition,
  attribute: Attribute,
  dialect: Dialect,
  test: (element: Scope) => Sql,
): Sql => {
  if (!attribute.multiValued) {
    const place = placeOf(attribute)
    return test({
      some: (sub, value) => someValue(dialect, sql`r.doc`, [...place, sub.name], sub, value),
    })
  }
  const { from, document, column } = elementRows(resourceType, attribute, dialect)
  const condition = test({
    some: (sub, value) =>
      sub.multiValued && document
        ? someValue(dialect, document, [sub.name], sub, value)
        : sql`coalesce(${value(column(sub))}, FALSE)`,
  })
  return sql`EXISTS (SELECT 1 ${from} AND ${condition})`
}

const someValue = (
  dialect: Dialect,
  document: Sql,
  place: readonly string[],
  attribute: Attribute,
  test: ValueTest,
): Sql =>
  attribute.multiValued
    ? sql`EXISTS (SELECT 1 FROM ${dialect.elements(document, place, sql`s`)} WHERE ${test(sql`s.value`)})`
    : sql`coalesce(${test(dialect.value(document, place, attribute.type))}, FALSE)`
