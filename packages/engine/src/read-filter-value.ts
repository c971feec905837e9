import type { FilterValue } from './filter.ts'
import { type FilterReader, syntaxError, takeWord } from './filter-reader.ts'

const BARE = /[^ )\]"]+/y
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/
const UNQUOTED = /^[^([]+$/
const SPACE = 0x20
const QUOTE = 0x22
const BACKSLASH = 0x5c

/** Reads a comparison value: a JSON string, number, true, false or null (RFC 7644 §3.4.2.2). */
export const readFilterValue = (reader: FilterReader): FilterValue => {
  const { text, at } = reader
  if (text.charCodeAt(at) === QUOTE) return readString(reader)
  if (takeWord(reader, 'true')) return true
  if (takeWord(reader, 'false')) return false
  if (takeWord(reader, 'null')) return null
  return readBareValue(reader)
}

const readBareValue = (reader: FilterReader): number | string => {
  const { text, at, onUnquoted } = reader
  BARE.lastIndex = at
  const [word = ''] = BARE.exec(text) ?? []
  reader.at += word.length
  if (NUMBER.test(word)) return readNumber(reader, word)
  if (onUnquoted && UNQUOTED.test(word)) {
    onUnquoted()
    return word
  }
  throw syntaxError(reader, 'a value: a string in double quotes, a number, true, false or null', at)
}

const readNumber = (reader: FilterReader, digits: string): number => {
  const value = Number(digits)
  if (!Number.isFinite(value))
    throw syntaxError(reader, 'a number of at most 1.8e308', reader.at - digits.length)
  // Minus zero, which prints as "0", is read as what it equals.
  return value + 0
}

const readString = (reader: FilterReader): string => {
  const { text } = reader
  const start = reader.at
  let at = start + 1
  let plain = true
  for (; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    // Small letters, of which most texts are.
    if (code > BACKSLASH) continue
    if (code === QUOTE) break
    if (code === BACKSLASH) {
      plain = false
      at += 1
    } else if (code < SPACE) throw syntaxError(reader, 'control characters in strings escaped', at)
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
