import { type Filter, formatFilter } from '@scimwright/engine'

/** A filter that is being put together; its text is what `toString` gives. */
export interface FilterExpression {
  /** The same tree that `parseFilter` of `@scimwright/engine` makes. */
  readonly filter: Filter
  and(...others: FilterExpression[]): FilterExpression
  or(...others: FilterExpression[]): FilterExpression
  not(): FilterExpression
  toString(): string
}

/** A filter as it was not read from a text. */
export const NOWHERE = { start: 0, end: 0 } as const

/** Wraps a tree. */
export const filterExpression = (filter: Filter): FilterExpression => ({
  filter,
  and: (...others) => join('and', filter, others),
  or: (...others) => join('or', filter, others),
  not: () => filterExpression({ op: 'not', filter, ...NOWHERE }),
  toString: () => formatFilter(filter),
})

const join = (
  op: 'and' | 'or',
  first: Filter,
  others: readonly FilterExpression[],
): FilterExpression => {
  const filters = [first, ...others.map(({ filter }) => filter)].flatMap((each) =>
    each.op === op ? each.filters : [each],
  )
  return filterExpression(filters.length === 1 ? first : { op, filters, ...NOWHERE })
}
