import type { ScimError } from '@scimwright/types'
import type { AttributePath } from './attribute-path.ts'
import { isLetterAt, isWordAt, kindAt, skipName } from './characters.ts'
import { type FilterReader, syntaxError } from './filter-reader.ts'

const MAX_PATH_LENGTH = 512
const COLON = 0x3a
const DOT = 0x2e
// A URN holds dots and digits of its own ("2.0"): the last colon ends it.
const URN = /urn:[\w$.:%/~+@=-]*:/iy

/** Reads `[urn:]name[.sub]` (RFC 7644 §3.10); `what` names it in errors. */
export const readAttributePath = (reader: FilterReader, what: string): AttributePath => {
  const { text, at: start } = reader
  const nameStart = isWordAt(text, start, 'urn:') ? skipUrn(text, start) : start
  const nameEnd = skipName(text, nameStart)
  const hasSub = nameEnd < text.length && text.charCodeAt(nameEnd) === DOT
  const end = hasSub ? skipName(text, nameEnd + 1) : nameEnd
  const isRead =
    kindAt(text, end) === 0 &&
    isName(text, nameStart, nameEnd) &&
    (!hasSub || isName(text, nameEnd + 1, end))
  if (!isRead) throw pathError(reader, what, end)
  if (end - start > MAX_PATH_LENGTH)
    throw syntaxError(reader, `an attribute path of at most ${MAX_PATH_LENGTH} characters`)
  reader.at = end
  const name = text.slice(nameStart, nameEnd)
  if (nameStart === start) return hasSub ? { name, sub: text.slice(nameEnd + 1, end) } : { name }
  const urn = text.slice(start, nameStart - 1)
  return hasSub ? { urn, name, sub: text.slice(nameEnd + 1, end) } : { urn, name }
}

const skipUrn = (text: string, start: number): number => {
  URN.lastIndex = start
  return URN.test(text) ? URN.lastIndex : start
}

const pathError = (reader: FilterReader, what: string, end: number): ScimError => {
  const { text, at } = reader
  if (kindAt(text, at) === 0) return syntaxError(reader, what)
  return syntaxError(
    reader,
    text.charCodeAt(end) === COLON
      ? `a schema URN before the last ":" of ${what}`
      : `${what}: a name, optionally "." and a sub-attribute`,
  )
}

// The characters are those of a name already.
const isName = (text: string, start: number, end: number): boolean =>
  start < end && (isLetterAt(text, start) || (end - start === 4 && isWordAt(text, start, '$ref')))

/** Reads the `.sub` that may follow a bracket. */
export const readSubAttribute = (reader: FilterReader): string | undefined => {
  const { text } = reader
  if (text.charCodeAt(reader.at) !== DOT) return undefined
  reader.at += 1
  const start = reader.at
  const end = skipName(text, start)
  if (!isName(text, start, end) || kindAt(text, end) > 0)
    throw syntaxError(reader, 'a sub-attribute after "]."', start)
  reader.at = end
  return text.slice(start, end)
}
