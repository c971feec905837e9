import { type Attribute, attributeTable } from '@scimwright/engine'
import type { ResourceTypeDefinition } from '@scimwright/types'
import { hasGroups, hasMembers } from '../collections.ts'
import type { Dialect } from '../dialect.ts'
import { type Sql, sql } from '../sql.ts'

/** The elements of a multi-valued attribute of a resource, the row `r`, as rows. */
export interface ElementRows {
  /** `FROM … WHERE …`, open for further conditions. */
  readonly from: Sql
  /** What the elements are ordered by. */
  readonly order: Sql
  /** The value of a sub-attribute, or of an element that is a simple value; NULL when there is none. */
  readonly column: (sub: Attribute) => Sql
  /** The element as JSON; undefined where it is kept in columns. */
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
  if (attribute === attributes.get('members') && hasMembers(resourceType)) return memberRows
  if (attribute === attributes.get('groups') && hasGroups(resourceType)) return groupRows
  return {
    from: sql`FROM ${dialect.elements(sql`r.doc`, placeOf(attribute), sql`e`)} WHERE TRUE`,
    order: sql`e.key`,
    column: (sub) => (sub === attribute ? sql`e.value` : dialect.value(sql`e.value`, [sub.name])),
    document: sql`e.value`,
  }
}

const columnsOf =
  (columns: Readonly<Record<'value' | 'type' | 'display', Sql>>) =>
  ({ name }: Attribute): Sql =>
    name === 'value' || name === 'type' || name === 'display' ? columns[name] : sql`NULL`

const memberRows: ElementRows = {
  from: sql`FROM member m WHERE m.directory_id = r.directory_id AND m.group_id = r.id`,
  order: sql`m.position`,
  column: columnsOf({ value: sql`m.member_id`, type: sql`m.type`, display: sql`m.display` }),
  document: undefined,
}

const groupRows: ElementRows = {
  from: sql`FROM member m JOIN resource g ON g.directory_id = m.directory_id AND g.id = m.group_id
    WHERE m.directory_id = r.directory_id AND m.member_id = r.id`,
  order: sql`g.position`,
  column: columnsOf({
    value: sql`g.id`,
    type: sql`'direct'`,
    display: sql`g.doc ->> '$.displayName'`,
  }),
  document: undefined,
}
