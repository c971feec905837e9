import { type Filter, formatFilter } from '@scimwright/engine'
import type { ProjectionOptions } from '../client-options.ts'
import { buildFilter } from '../filter/build-filter.ts'
import type { FilterExpression } from '../filter/filter-expression.ts'
import type { FilterFields } from '../filter/filter-fields.ts'

/** A filter as a text, as a tree of `@scimwright/engine`, as built by `buildFilter`, or built on the spot. */
export type FilterInput<R> =
  | string
  | Filter
  | FilterExpression
  | ((fields: FilterFields<R>) => FilterExpression)

/** What to list (RFC 7644 §3.4.2). */
export interface ListParameters<R = object> extends ProjectionOptions {
  readonly filter?: FilterInput<R>
  readonly sortBy?: string
  readonly sortOrder?: 'ascending' | 'descending'
  /** 1-based. */
  readonly startIndex?: number
  /** Resources in a page; 100. The server may send fewer. */
  readonly count?: number
  /** `auto` uses cursors (RFC 9865) when `capabilities()` has found them, and otherwise `startIndex`. */
  readonly paging?: 'auto' | 'cursor' | 'index'
  /** After a cursor was refused or has expired: start again and leave out what was listed, or fail; `restart`. */
  readonly onInvalidCursor?: 'restart' | 'fail'
}

/** The tree of a filter; of a text none is made. */
export const treeOf = <R>(input: FilterInput<R> | undefined): Filter | string | undefined => {
  if (input === undefined || typeof input === 'string') return input
  if (typeof input === 'function') return buildFilter(input).filter
  return 'and' in input ? input.filter : input
}

/** The text of a filter. */
export const filterText = (filter: Filter | string): string =>
  typeof filter === 'string' ? filter : formatFilter(filter)
