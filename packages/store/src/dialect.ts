import type { AttributeType } from '@scimwright/types'
import type { Sql } from './sql.ts'

/** What one database says differently from another in filters and lists. */
export interface Dialect {
  readonly name: 'sqlite'
  /** The placeholder of the value with this number, counted from 1. */
  readonly placeholder: (index: number) => string
  /** The value of a type at a place in a JSON document; NULL when there is none. */
  readonly value: (document: Sql, place: readonly string[], type: AttributeType) => Sql
  /** Rows with `key` and `value`, of the elements of an array in a JSON document. */
  readonly elements: (document: Sql, place: readonly string[], alias: Sql) => Sql
  /** A text in the form that is compared where case does not count, as `fold` makes it. */
  readonly fold: (text: Sql) => Sql
  /** A date-time as a number that orders as time does; NULL when the text is none. */
  readonly instant: (text: Sql) => Sql
  readonly contains: (text: Sql, part: string) => Sql
  readonly startsWith: (text: Sql, start: string) => Sql
  readonly endsWith: (text: Sql, end: string) => Sql
}
