import type { AttributePath } from './attribute-path.ts'
import { type FilterReader, readWord, syntaxError } from './filter-reader.ts'

const MAX_PATH_LENGTH = 512
const NAME = /^(?:\$ref|[A-Za-z][A-Za-z0-9_$-]*)$/

/** Reads `[urn:]name[.sub]` (RFC 7644 §3.10); `what` names it in errors. */
export const readAttributePath = (reader: FilterReader, what: string): AttributePath => {
  const start = reader.at
  const word = readWord(reader)
  if (word === '') throw syntaxError(reader, what)
  if (word.length > MAX_PATH_LENGTH)
    throw syntaxError(reader, `an attribute path of at most ${MAX_PATH_LENGTH} characters`, start)
  // A URN holds dots and digits of its own ("2.0"): the last colon ends it.
  const colon = word.lastIndexOf(':')
  const notation = colon < 0 ? word : word.slice(colon + 1)
  const dot = notation.indexOf('.')
  const name = dot < 0 ? notation : notation.slice(0, dot)
  const sub = dot < 0 ? undefined : notation.slice(dot + 1)
  if (!NAME.test(name) || (sub !== undefined && !NAME.test(sub)))
    throw syntaxError(reader, `${what}: a name, optionally "." and a sub-attribute`, start)
  if (colon >= 0 && !/^urn:/i.test(word))
    throw syntaxError(reader, `a schema URN before the last ":" of ${what}`, start)
  if (colon < 0) return sub === undefined ? { name } : { name, sub }
  const urn = word.slice(0, colon)
  return sub === undefined ? { urn, name } : { urn, name, sub }
}

/** Reads the `.sub` that may follow a bracket. */
export const readSubAttribute = (reader: FilterReader): string | undefined => {
  if (reader.text.charCodeAt(reader.at) !== 0x2e) return undefined
  reader.at += 1
  const start = reader.at
  const sub = readWord(reader)
  if (!NAME.test(sub)) throw syntaxError(reader, 'a sub-attribute after "]."', start)
  return sub
}
