import type { Filter, FilterLimits } from './filter.ts'
import { skipSpaces, startReading, syntaxError } from './filter-reader.ts'
import { readFilter } from './read-filter.ts'

/** How a filter is parsed. */
export interface ParseFilterOptions {
  readonly limits?: FilterLimits
  /** Called for a string without quotes, `userName eq bjensen`; an error when this is left out. */
  readonly onUnquoted?: () => void
}

/**
 * Parses a filter into its tree, with the position of every node (RFC 7644 §3.4.2.2).
 *
 * Letter case of operators and the number of spaces do not matter; `not(` and `emails[type eq "work"].value eq "x"`
 * are read as well. Limits are enforced while reading.
 *
 * @throws ScimError 400 invalidFilter, naming the position and what was expected there.
 * @example
 * parseFilter('userName sw "b" and not (active eq false)')
 */
export const parseFilter = (
  text: string,
  { limits, onUnquoted }: ParseFilterOptions = {},
): Filter => {
  const reader = startReading(text, 'invalidFilter', limits)
  reader.onUnquoted = onUnquoted
  const filter = readFilter(reader)
  skipSpaces(reader)
  if (reader.at < text.length) throw syntaxError(reader, '`and`, `or` or the end of the filter')
  return filter
}
