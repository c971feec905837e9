import type { FilterExpression } from './filter-expression.ts'

/** Whether an attribute has a value. */
export interface Present {
  pr(): FilterExpression
}

/** An attribute that is equal to something or not. */
export interface Comparable<V> extends Present {
  eq(value: V): FilterExpression
  ne(value: V): FilterExpression
}

/** An attribute whose values have an order. */
export interface Ordered<V> extends Comparable<V> {
  gt(value: V): FilterExpression
  ge(value: V): FilterExpression
  lt(value: V): FilterExpression
  le(value: V): FilterExpression
  /** Equal to one of them: `eq` of each, joined by `or`. */
  in(values: readonly V[]): FilterExpression
}

/** Text: strings, references, and dates as `Date` or as text. */
export interface Text<V extends string> extends Ordered<V | Date> {
  co(value: string): FilterExpression
  sw(value: string): FilterExpression
  ew(value: string): FilterExpression
}

/** A collection: its terms hold for any element, those inside `where` for one and the same. */
export interface Plural<E> extends Present {
  where(build: (element: FilterFields<E>) => FilterExpression): FilterExpression
}

/** The attributes a filter on `R` may name, with the operators each has; extensions stand under their URN. */
export type FilterFields<R> = { readonly [K in keyof R]-?: Field<NonNullable<R[K]>> }

// A condition on a tuple does not distribute: 'work' | 'home' stays one attribute.
type Field<V> = [unknown] extends [V]
  ? Text<string> & Ordered<number>
  : [V] extends [readonly (infer E)[]]
    ? [E] extends [string | number | boolean]
      ? Single<E>
      : Plural<E> & FilterFields<E>
    : Single<V>

type Single<V> = [V] extends [boolean]
  ? Comparable<boolean>
  : [V] extends [number]
    ? Ordered<number>
    : [V] extends [string]
      ? Text<V>
      : FilterFields<V> & Present
