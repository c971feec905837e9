import { type Attribute, attributeTable } from '@scimwright/engine'
import type { ResourceTypeDefinition } from '@scimwright/types'
import { hasGroups, hasMembers } from '../collections.ts'
import type { Dialect, Form } from '../dialect.ts'
import { type Sql, sql } from '../sql.ts'

/** The elements of a multi-valued attribute of a resource, the row `r`, as rows. */
export interface ElementRows {
  /** `FROM … WHERE …`, open for further conditions. */
  readonly from: Sql
  /** What the elements are ordered by. */
  readonly order: Sql
  /** The value of a sub-attribute, or of an element that is a simple value, in a form; NULL when there is none. */
  readonly column: (sub: Attribute, form: Form) => Sql
  /** The element as a document; undefined where it is kept in columns. */
  readonly document: Sql | undefined
}

/** Where a document keeps an attribute that is not a sub-attribute. */
export const placeOf = ({ extension, name }: Attribute): string[] =>
  extension === undefined ? [name] : [extension, name]

/** The rows of an attribute: of `members` and `groups` from the member rows, of others from the document. */
export const elementRows = (
  resourceType: ResourceTypeDefinition,
  attribute: Attribute,
  dialect: Dialect,
): ElementRows => {
  const { attributes } = attributeTable(resourceType)
  if (attribute === attributes.get('members') && hasMembers(resourceType))
    return {
      from: sql`FROM member m WHERE m.directory_id = r.directory_id AND m.group_id = r.id`,
      order: sql`m.position`,
      column: referenceColumn(dialect.memberColumn),
      document: undefined,
    }
  if (attribute === attributes.get('groups') && hasGroups(resourceType))
    return {
      from: sql`FROM member m JOIN resource g ON g.directory_id = m.directory_id AND g.id = m.group_id
        WHERE m.directory_id = r.directory_id AND m.member_id = r.id`,
      order: sql`g.position`,
      column: referenceColumn(dialect.groupColumn),
      document: undefined,
    }
  return {
    from: sql`FROM ${dialect.elements(dialect.document, placeOf(attribute), sql`e`)} WHERE TRUE`,
    order: sql`e.key`,
    column: (sub, form) =>
      sub === attribute
        ? dialect.element(sql`e.value`, sub, form)
        : dialect.value(sql`e.value`, [sub.name], sub, form),
    document: sql`e.value`,
  }
}

const referenceColumn =
  (columnOf: Dialect['memberColumn']): ElementRows['column'] =>
  (sub, form) => {
    const { name } = sub
    const isColumn = name === 'value' || name === 'type' || name === 'display'
    return isColumn && form === 'text' ? columnOf(name, sub) : sql`NULL`
  }
