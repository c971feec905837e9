import type { FilterValue } from './filter.ts'
import { type FilterReader, syntaxError } from './filter-reader.ts'

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![^ )\]])/y
const LITERAL = /(?:true|false|null)(?![^ )\]])/iy
const UNQUOTED = /[^ ()[\]"]+/y
const QUOTE = 0x22
const BACKSLASH = 0x5c

/** Reads a comparison value: a JSON string, number, true, false or null (RFC 7644 §3.4.2.2). */
export const readFilterValue = (reader: FilterReader): FilterValue => {
  if (reader.text.charCodeAt(reader.at) === QUOTE) return readString(reader)
  const literal = match(reader, LITERAL)
  if (literal !== undefined) return JSON.parse(literal.toLowerCase())
  const number = match(reader, NUMBER)
  if (number !== undefined) return readNumber(reader, number)
  const unquoted = reader.onUnquoted && match(reader, UNQUOTED)
  if (unquoted) {
    reader.onUnquoted?.()
    return unquoted
  }
  throw syntaxError(reader, 'a value: a string in double quotes, a number, true, false or null')
}

const readNumber = (reader: FilterReader, digits: string): number => {
  const value = Number(digits)
  if (!Number.isFinite(value))
    throw syntaxError(reader, 'a number of at most 1.8e308', reader.at - digits.length)
  // Minus zero, which prints as "0", is read as what it equals.
  return value + 0
}

const match = (reader: FilterReader, pattern: RegExp): string | undefined => {
  pattern.lastIndex = reader.at
  const found = pattern.exec(reader.text)?.[0]
  if (found !== undefined) reader.at += found.length
  return found
}

const readString = (reader: FilterReader): string => {
  const { text } = reader
  const start = reader.at
  let at = start + 1
  let plain = true
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) break
    if (code === BACKSLASH) {
      plain = false
      at += 1
    } else if (code < 0x20) throw syntaxError(reader, 'control characters in strings escaped', at)
  }
  if (at >= text.length) throw syntaxError(reader, 'a closing quote of the string', start)
  reader.at = at + 1
  if (plain) return text.slice(start + 1, at)
  try {
    return JSON.parse(text.slice(start, at + 1))
  } catch {
    throw syntaxError(reader, 'a JSON string: an escape in it is none', start)
  }
}
