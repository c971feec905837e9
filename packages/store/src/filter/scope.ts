import type { Attribute, AttributePath } from '@scimwright/engine'
import { attributeTable, resolveAttribute } from '@scimwright/engine'
import type { ResourceTypeDefinition } from '@scimwright/types'
import { type Dialect, plainForm } from '../dialect.ts'
import { type Sql, sql } from '../sql.ts'
import { elementRows, placeOf } from './element-rows.ts'
import type { ValueTest } from './value-test.ts'

/** Where a filter looks for attributes and their values: in a resource, or in one element of an attribute. */
export interface Scope {
  readonly resolve: (path: AttributePath) => Attribute | undefined
  /** Whether some value of the attribute passes; never NULL. */
  readonly some: (attribute: Attribute, test: ValueTest) => Sql
  /** Whether the attribute has a value that is not empty; never NULL. */
  readonly isAssigned: (attribute: Attribute) => Sql
}

/** The scope of a resource, the row `r`. */
export const resourceScope = (resourceType: ResourceTypeDefinition, dialect: Dialect): Scope => {
  const table = attributeTable(resourceType)
  return {
    resolve: (path) => resolveAttribute(table, path),
    some: (attribute, test) =>
      attribute.parent
        ? someElement(resourceType, attribute.parent, dialect, ({ some }) => some(attribute, test))
        : someValue(dialect, dialect.document, placeOf(attribute), attribute, test),
    isAssigned: (attribute) => {
      if (attribute.parent)
        return someElement(resourceType, attribute.parent, dialect, ({ isAssigned }) =>
          isAssigned(attribute),
        )
      const rows = elementRows(resourceType, attribute, dialect)
      return rows.document
        ? dialect.isAssigned(dialect.document, placeOf(attribute))
        : sql`EXISTS (SELECT 1 ${rows.from})`
    },
  }
}

/** Whether some element of an attribute of a resource, the row `r`, passes a test of what is in it; never NULL. */
export const someElement = (
  resourceType: ResourceTypeDefinition,
  attribute: Attribute,
  dialect: Dialect,
  test: (element: Scope) => Sql,
): Sql => {
  if (!attribute.multiValued) {
    const place = placeOf(attribute)
    const condition = test({
      resolve: inElement(attribute),
      some: (sub, value) => someValue(dialect, dialect.document, [...place, sub.name], sub, value),
      isAssigned: (sub) => dialect.isAssigned(dialect.document, [...place, sub.name]),
    })
    return sql`(${dialect.isObject(dialect.document, place)} AND ${condition})`
  }
  const { from, document, column } = elementRows(resourceType, attribute, dialect)
  const condition = test({
    resolve: inElement(attribute),
    some: (sub, value) =>
      document && sub !== attribute
        ? someValue(dialect, document, [sub.name], sub, value)
        : sql`coalesce(${value((form) => column(sub, form))}, FALSE)`,
    isAssigned: (sub) =>
      document && sub !== attribute
        ? dialect.isAssigned(document, [sub.name])
        : isNotEmpty(column(sub, plainForm(sub)), sub),
  })
  return sql`EXISTS (SELECT 1 ${from} AND ${condition})`
}

const isNotEmpty = (value: Sql, attribute: Attribute): Sql =>
  plainForm(attribute) === 'text'
    ? sql`coalesce(${value} <> '', FALSE)`
    : sql`(${value} IS NOT NULL)`

// An element that is a simple value is its own `value`.
const inElement =
  (attribute: Attribute) =>
  ({ name }: AttributePath): Attribute | undefined =>
    attribute.type === 'complex' ? attribute.subAttributes.get(name.toLowerCase()) : attribute

const someValue = (
  dialect: Dialect,
  document: Sql,
  place: readonly string[],
  attribute: Attribute,
  test: ValueTest,
): Sql =>
  attribute.multiValued
    ? sql`EXISTS (SELECT 1 FROM ${dialect.elements(document, place, sql`s`)}
        WHERE ${test((form) => dialect.element(sql`s.value`, attribute, form))})`
    : sql`coalesce(${test((form) => dialect.value(document, place, attribute, form))}, FALSE)`
