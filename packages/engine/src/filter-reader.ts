import { ScimError } from '@scimwright/types'
import { kindOf } from './characters.ts'
import type { FilterLimits } from './filter.ts'

/** A place in a filter's or path's text, and what may still be spent on it. */
export interface FilterReader {
  readonly text: string
  at: number
  depth: number
  terms: number
  readonly maxDepth: number
  readonly maxTerms: number
  /** Called for a string without quotes, which is an error when this is absent. */
  onUnquoted?: () => void
  /** What an error is called; brackets in a path hold a filter. */
  scimType: 'invalidFilter' | 'invalidPath'
}

const MAX_LENGTH = 4096
const MAX_DEPTH = 20
const MAX_TERMS = 100

/** Starts reading a text; refuses one that is too long before it looks at it. */
export const startReading = (
  text: string,
  scimType: FilterReader['scimType'],
  { maxLength = MAX_LENGTH, maxDepth = MAX_DEPTH, maxTerms = MAX_TERMS }: FilterLimits = {},
): FilterReader => {
  const reader: FilterReader = { text, at: 0, depth: 0, terms: 0, maxDepth, maxTerms, scimType }
  if (text.length > maxLength)
    throw syntaxError(reader, `at most ${maxLength} characters; it has ${text.length}`, 0)
  return reader
}

/** The error of a text at a position; `expectation` reads on after "expected". The text itself is not repeated. */
export const syntaxError = (
  { scimType, at }: FilterReader,
  expectation: string,
  position = at,
): ScimError =>
  new ScimError({
    scimType,
    detail: `${scimType === 'invalidPath' ? 'Path' : 'Filter'}, position ${position}: expected ${expectation}.`,
    section: scimType === 'invalidPath' ? 'RFC7644 3.5.2' : 'RFC7644 3.4.2.2',
  })

/** Moves past spaces; says whether there were any. */
export const skipSpaces = (reader: FilterReader): boolean => {
  const from = reader.at
  while (reader.text.charCodeAt(reader.at) === 0x20) reader.at += 1
  return reader.at > from
}

/** Goes one level deeper. */
export const descend = (reader: FilterReader): void => {
  reader.depth += 1
  if (reader.depth > reader.maxDepth)
    throw syntaxError(reader, `nesting of at most ${reader.maxDepth} levels`)
}

/** Counts one comparison or presence test. */
export const countTerm = (reader: FilterReader): void => {
  reader.terms += 1
  if (reader.terms > reader.maxTerms) throw syntaxError(reader, `at most ${reader.maxTerms} terms`)
}

/** Reads a run of characters of names and URNs; empty when there is none. */
export const readWord = (reader: FilterReader): string => {
  const { text } = reader
  const from = reader.at
  let at = from
  while (kindOf(text.charCodeAt(at)) > 0) at += 1
  reader.at = at
  return text.slice(from, at)
}

/** Reads a word if it is this one, in any letter case; `word` is in lower case. */
export const takeWord = (reader: FilterReader, word: string): boolean => {
  const { text, at } = reader
  const { length } = word
  for (let index = 0; index < length; index += 1)
    if ((text.charCodeAt(at + index) | 0x20) !== word.charCodeAt(index)) return false
  if (kindOf(text.charCodeAt(at + length)) > 0) return false
  reader.at = at + length
  return true
}
