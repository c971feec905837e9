import type { AttributePath } from './attribute-path.ts'
import { IN_NAME, isLetter, kindOf } from './characters.ts'
import { type FilterReader, readWord, syntaxError } from './filter-reader.ts'

const MAX_PATH_LENGTH = 512
const COLON = 0x3a
const DOT = 0x2e

/** Where the parts of a word are: offsets of its last colon and of the dot after it, -1 where there is none. */
interface Marks {
  colon: number
  dot: number
  /** The part after the colon holds what no name does. */
  odd: boolean
}

/** Reads `[urn:]name[.sub]` (RFC 7644 §3.10); `what` names it in errors. */
export const readAttributePath = (reader: FilterReader, what: string): AttributePath => {
  const { text, at: start } = reader
  const { colon, dot, odd } = readMarks(reader)
  const end = reader.at
  if (end === start) throw syntaxError(reader, what)
  if (end - start > MAX_PATH_LENGTH)
    throw syntaxError(reader, `an attribute path of at most ${MAX_PATH_LENGTH} characters`, start)
  const name = text.slice(colon < 0 ? start : colon + 1, dot < 0 ? end : dot)
  const sub = dot < 0 ? undefined : text.slice(dot + 1, end)
  if (odd || !isName(name) || (sub !== undefined && !isName(sub)))
    throw syntaxError(reader, `${what}: a name, optionally "." and a sub-attribute`, start)
  if (colon < 0) return sub === undefined ? { name } : { name, sub }
  const urn = text.slice(start, colon)
  if (!/^urn:/i.test(urn))
    throw syntaxError(reader, `a schema URN before the last ":" of ${what}`, start)
  return sub === undefined ? { urn, name } : { urn, name, sub }
}

// A URN holds dots and digits of its own ("2.0"): the last colon ends it, and what follows decides.
const readMarks = (reader: FilterReader): Marks => {
  const { text } = reader
  const marks: Marks = { colon: -1, dot: -1, odd: false }
  let { at } = reader
  for (let kind = kindOf(text.charCodeAt(at)); kind > 0; kind = kindOf(text.charCodeAt(at))) {
    if (kind !== IN_NAME) passMark(marks, text.charCodeAt(at), at)
    at += 1
  }
  reader.at = at
  return marks
}

const passMark = (marks: Marks, code: number, at: number): void => {
  if (code === COLON) {
    marks.colon = at
    marks.dot = -1
    marks.odd = false
  } else if (code === DOT && marks.dot < 0) marks.dot = at
  else marks.odd = true
}

// The characters are those of a name already.
const isName = (name: string): boolean => isLetter(name.charCodeAt(0)) || name === '$ref'

/** Reads the `.sub` that may follow a bracket. */
export const readSubAttribute = (reader: FilterReader): string | undefined => {
  if (reader.text.charCodeAt(reader.at) !== 0x2e) return undefined
  reader.at += 1
  const start = reader.at
  const sub = readWord(reader)
  if (!isName(sub) || /[^\w$-]/.test(sub))
    throw syntaxError(reader, 'a sub-attribute after "]."', start)
  return sub
}
