import type { Attribute } from '@scimwright/engine'
import type { Sql } from './sql.ts'

/**
 * What a value is compared as: a text, folded where its case does not count; a number, of a boolean 1 or 0; a moment,
 * as the text `instantKey` makes.
 */
export type Form = 'text' | 'number' | 'instant'

/** What a member row says of a member, or of a group of a member. */
export type ReferenceColumn = 'value' | 'type' | 'display'

/** What one database says differently from another in filters and lists. */
export interface Dialect {
  /** The document of a resource, the row `r`, in which filters look. */
  readonly document: Sql
  /** The value of an attribute at a place in a document, in a form; NULL when there is none. */
  readonly value: (document: Sql, place: readonly string[], attribute: Attribute, form: Form) => Sql
  /** Rows with `key` and `value`, of the elements of an array in a document. */
  readonly elements: (document: Sql, place: readonly string[], alias: Sql) => Sql
  /** The `value` of such a row that is a simple value, in a form. */
  readonly element: (value: Sql, attribute: Attribute, form: Form) => Sql
  /** A column of the member row `m`, as a text. */
  readonly memberColumn: (column: ReferenceColumn, sub: Attribute) => Sql
  /** A column of a member's group, the resource `g`, as a text. */
  readonly groupColumn: (column: ReferenceColumn, sub: Attribute) => Sql
  /** Whether there is an object at a place in a document. */
  readonly isObject: (document: Sql, place: readonly string[]) => Sql
  /** Whether anything at a place in a document is neither null nor empty text, at any depth. */
  readonly isAssigned: (document: Sql, place: readonly string[]) => Sql
  readonly contains: (text: Sql, part: string) => Sql
  readonly startsWith: (text: Sql, start: string) => Sql
  readonly endsWith: (text: Sql, end: string) => Sql
  /** Whether the resource, the row `r`, is one of those whose ids a query selects. */
  readonly isAmong: (ids: Sql) => Sql
  /** A column in a form that no index serves. */
  readonly unindexed: (column: Sql) => Sql
  /** What numbers of one resource type are sorted as among texts of another. */
  readonly amongTexts: (key: Sql) => Sql
  /** Whether a stored text may contain U+0000. */
  readonly storesNul: boolean
}

/** The form in which values of an attribute are told from no value. */
export const plainForm = ({ type }: Attribute): Form =>
  type === 'boolean' || type === 'integer' || type === 'decimal' ? 'number' : 'text'

/** Whether the text of an attribute is compared as it is written. */
export const isExact = ({ caseExact, type }: Attribute): boolean => caseExact || type === 'binary'
