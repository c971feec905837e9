import type { AttributePath } from './attribute-path.ts'

/** An operator that compares an attribute with a value (RFC 7644 §3.4.2.2, table 3). */
export type CompareOperator = 'eq' | 'ne' | 'co' | 'sw' | 'ew' | 'gt' | 'ge' | 'lt' | 'le'

/** A value in a filter: any JSON literal but objects and arrays. */
export type FilterValue = string | number | boolean | null

/** Where a node stands in the filter's text: offsets of its first character and of the one after its last. */
export interface Span {
  readonly start: number
  readonly end: number
}

export interface LogicalFilter extends Span {
  readonly op: 'and' | 'or'
  /** Two or more. */
  readonly filters: readonly Filter[]
}

export interface NotFilter extends Span {
  readonly op: 'not'
  readonly filter: Filter
}

export interface PresentFilter extends Span {
  readonly op: 'pr'
  readonly path: AttributePath
}

export interface CompareFilter extends Span {
  readonly op: CompareOperator
  readonly path: AttributePath
  readonly value: FilterValue
}

/** `path[filter]`: the terms inside hold for one and the same element. */
export interface ValuePathFilter extends Span {
  readonly op: 'valuePath'
  readonly path: AttributePath
  readonly filter: Filter
}

/** A parsed filter (RFC 7644 §3.4.2.2). */
export type Filter = LogicalFilter | NotFilter | PresentFilter | CompareFilter | ValuePathFilter

/** What a filter or path may cost; enforced while it is read. */
export interface FilterLimits {
  /** Characters of the whole text; 4,096. */
  readonly maxLength?: number
  /** Nesting of parentheses, `not` and brackets; 20. */
  readonly maxDepth?: number
  /** Comparisons and presence tests; 100. */
  readonly maxTerms?: number
}
