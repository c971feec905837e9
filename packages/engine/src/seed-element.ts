import type { Attribute } from './attribute.ts'
import type { CompareFilter, Filter } from './filter.ts'
import { readSingle } from './read-value.ts'

/** The equality terms of a filter that is nothing but a conjunction of them; undefined for every other filter. */
export const equalityTerms = (filter: Filter): readonly CompareFilter[] | undefined => {
  const terms = filter.op === 'and' ? filter.filters : [filter]
  const equalities = terms.filter((term): term is CompareFilter => term.op === 'eq')
  return equalities.length === terms.length ? equalities : undefined
}

/** The element a value path describes with equality terms: `emails[type eq "work"]` is `{ type: 'work' }`. */
export const seedElement = (
  filter: Filter,
  attribute: Attribute,
): Record<string, unknown> | undefined => {
  const terms = equalityTerms(filter)
  if (!terms || attribute.type !== 'complex') return undefined
  const seed = Object.fromEntries(terms.map(({ path, value }) => [path.name, value]))
  const read = readSingle(seed, attribute, attribute.path, () => {})
  return read as Record<string, unknown> | undefined
}

/** Whether a filter asks for nothing but canonical values, such as `type eq "work"` (RFC 7643 §7). */
export const asksForCanonicalValues = (filter: Filter, attribute: Attribute): boolean => {
  const terms = equalityTerms(filter)
  if (!terms) return false
  return terms.every(({ path, value }) => {
    const canonical = attribute.subAttributes.get(path.name.toLowerCase())?.canonicalValues
    const folded = typeof value === 'string' ? value.toLowerCase() : undefined
    return canonical?.some((each) => each.toLowerCase() === folded) ?? false
  })
}
