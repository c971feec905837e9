import type { Sql } from './sql.ts'

/** What one database says differently from another in filters and lists. */
export interface Dialect {
  /** The text, number, or 1 and 0 for a boolean, at a place in a JSON document; NULL when there is none. */
  readonly value: (document: Sql, place: readonly string[]) => Sql
  /** Rows with `key` and `value`, of the elements of an array in a JSON document. */
  readonly elements: (document: Sql, place: readonly string[], alias: Sql) => Sql
  /** Whether there is an object at a place in a JSON document. */
  readonly isObject: (document: Sql, place: readonly string[]) => Sql
  /** Whether anything at a place in a JSON document is neither null nor empty text, at any depth. */
  readonly isAssigned: (document: Sql, place: readonly string[]) => Sql
  /** A text in the form that is compared where case does not count, as `fold` makes it. */
  readonly fold: (text: Sql) => Sql
  /** A date-time as a text that orders as time does, as `instantKey` makes it; NULL when it is none. */
  readonly instantKey: (text: Sql) => Sql
  readonly contains: (text: Sql, part: string) => Sql
  readonly startsWith: (text: Sql, start: string) => Sql
  readonly endsWith: (text: Sql, end: string) => Sql
}
