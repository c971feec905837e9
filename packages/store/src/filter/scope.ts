import { type Attribute, attributeTable } from '@scimwright/engine'
import type { ResourceTypeDefinition } from '@scimwright/types'
import { hasGroups, hasMembers } from '../collections.ts'
import type { Dialect } from '../dialect.ts'
import { type Sql, sql } from '../sql.ts'

/** A test of one value, such as `value = 'x'`; it may be NULL where the value is. */
export type ValueTest = (value: Sql) => Sql

/** Where a filter looks for the values of attributes: in a resource, or in one element of an attribute. */
export interface Scope {
  /** Whether some value of the attribute passes; never NULL. */
  readonly some: (attribute: Attribute, test: ValueTest) => Sql
}

/** The elements of a complex attribute: whether one passes a test that looks at its sub-attributes. */
export type Elements = (test: (element: Scope) => Sql) => Sql

/** The scope of a resource, the row `r`. */
export const resourceScope = (resourceType: ResourceTypeDefinition, dialect: Dialect): Scope => ({
  some: (attribute, test) => {
    const { parent } = attribute
    if (parent)
      return elementsOf(resourceType, parent, dialect)(({ some }) => some(attribute, test))
    return someValue(dialect, sql`r.doc`, placeOf(attribute), attribute, test)
  },
})

/** The elements of a complex attribute of a resource, the row `r`. */
export const elementsOf = (
  resourceType: ResourceTypeDefinition,
  attribute: Attribute,
  dialect: Dialect,
): Elements => {
  const { attributes } = attributeTable(resourceType)
  if (attribute === attributes.get('members') && hasMembers(resourceType)) return memberElements
  if (attribute === attributes.get('groups') && hasGroups(resourceType)) return groupElements
  const place = placeOf(attribute)
  if (!attribute.multiValued)
    return (test) =>
      test({
        some: (sub, value) => someValue(dialect, sql`r.doc`, [...place, sub.name], sub, value),
      })
  return (test) =>
    sql`EXISTS (SELECT 1 FROM ${dialect.elements(sql`r.doc`, place, sql`e`)} WHERE ${test({
      some: (sub, value) => someValue(dialect, sql`e.value`, [sub.name], sub, value),
    })})`
}

const placeOf = ({ extension, name }: Attribute): string[] =>
  extension === undefined ? [name] : [extension, name]

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

const rowElements =
  (columns: Readonly<Record<string, Sql>>, rows: (condition: Sql) => Sql): Elements =>
  (test) =>
    rows(
      test({
        some: ({ name }, value) => sql`coalesce(${value(columns[name] ?? sql`NULL`)}, FALSE)`,
      }),
    )

const memberElements = rowElements(
  { value: sql`m.member_id`, type: sql`m.type`, display: sql`m.display` },
  (condition) =>
    sql`EXISTS (SELECT 1 FROM member m WHERE m.directory_id = r.directory_id AND m.group_id = r.id AND ${condition})`,
)

const groupElements = rowElements(
  { value: sql`g.id`, type: sql`'direct'`, display: sql`g.doc ->> '$.displayName'` },
  (condition) =>
    sql`EXISTS (
      SELECT 1 FROM member m JOIN resource g ON g.directory_id = m.directory_id AND g.id = m.group_id
      WHERE m.directory_id = r.directory_id AND m.member_id = r.id AND ${condition})`,
)
