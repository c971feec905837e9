import { ScimError } from '@scimwright/types'
import { isWordAt, kindAt } from './characters.ts'
import type { FilterLimits } from './filter.ts'

/** A place in a filter's or path's text, and what may still be spent on it. */
export interface FilterReader {
  readonly text: string
  at: number
  depth: number
  terms: number
  readonly maxDepth: number
  readonly maxTerms: number
  /** Called for a string without quotes, which is an error when this is undefined. */
  onUnquoted: (() => void) | undefined
  /** What an error is called; brackets in a path hold a filter. */
  scimType: 'invalidFilter' | 'invalidPath'
}

const SPACE = 0x20
const MAX_LENGTH = 4096
const MAX_DEPTH = 20
const MAX_TERMS = 100

/** Starts reading a text; refuses one that is too long before it looks at it. */
export const startReading = (
  text: string,
  scimType: FilterReader['scimType'],
  { maxLength = MAX_LENGTH, maxDepth = MAX_DEPTH, maxTerms = MAX_TERMS }: FilterLimits = {},
): FilterReader => {
  const reader: FilterReader = {
    text,
    at: 0,
    depth: 0,
    terms: 0,
    maxDepth,
    maxTerms,
    onUnquoted: undefined,
    scimType,
  }
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
  const { text, at: from } = reader
  let at = from
  while (at < text.length && text.charCodeAt(at) === SPACE) at += 1
  reader.at = at
  return at > from
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

/** Reads a word if it is this one, in any letter case; `word` is in lower case. */
export const takeWord = (reader: FilterReader, word: string): boolean => {
  const end = reader.at + word.length
  if (!isWordAt(reader.text, reader.at, word) || kindAt(reader.text, end) > 0) return false
  reader.at = end
  return true
}
