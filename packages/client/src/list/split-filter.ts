import { type Filter, formatFilter } from '@scimwright/engine'

const MAX_TERMS = 50
const MAX_LENGTH = 3500

/** Several filters that find together what a long `or` finds; servers refuse long ones. */
export const splitFilter = (filter: Filter): Filter[] => {
  if (filter.op === 'or') return chunksOf(filter.filters).map((filters) => join(filter, filters))
  if (filter.op !== 'and') return [filter]
  const longest = filter.filters.reduce(
    (best, each, index) => (termsOf(each) > termsOf(filter.filters[best]) ? index : best),
    0,
  )
  const alternatives = filter.filters[longest]
  if (alternatives?.op !== 'or') return [filter]
  return splitFilter(alternatives).map((part) => ({
    ...filter,
    filters: filter.filters.map((each, index) => (index === longest ? part : each)),
  }))
}

const termsOf = (filter: Filter | undefined): number =>
  filter?.op === 'or' ? filter.filters.length : 0

const join = (parent: Filter & { op: 'or' | 'and' }, filters: readonly Filter[]): Filter =>
  filters.length === 1 && filters[0] ? filters[0] : { ...parent, filters }

const chunksOf = (filters: readonly Filter[]): Filter[][] => {
  const chunks: Filter[][] = []
  let length = 0
  for (const filter of filters) {
    const own = formatFilter(filter).length + 4
    const chunk = chunks.at(-1)
    if (!chunk || chunk.length >= MAX_TERMS || length + own > MAX_LENGTH) {
      chunks.push([filter])
      length = own
    } else {
      chunk.push(filter)
      length += own
    }
  }
  return chunks
}
