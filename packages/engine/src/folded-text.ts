import { fold, isAscii } from './fold.ts'

/** Whether one value passes; those of texts are false of anything else. */
export type ValueTest = (value: unknown) => boolean

/** Whether a text equals a folded one. */
export const equalsFolded = (literal: string): ValueTest => {
  const { length } = literal
  if (!isAscii(literal)) return (text) => isText(text) && fold(text) === literal
  // No text of another length folds to an ASCII one, so most are told apart by their length.
  return (text) => {
    if (!isText(text) || text.length !== length) return false
    const alike = startsAlike(text, literal)
    return alike === 'unknown' ? fold(text) === literal : alike === 'yes'
  }
}

/** Whether a text starts with a folded one. */
export const startsWithFolded = (literal: string): ValueTest => {
  if (!isAscii(literal)) return (text) => isText(text) && fold(text).startsWith(literal)
  return (text) => {
    if (!isText(text) || text.length < literal.length) return false
    // What follows may combine with the last letter into another one.
    const follows = text.length > literal.length ? text.charCodeAt(literal.length) : 0
    const alike = follows < FIRST_NOT_ASCII ? startsAlike(text, literal) : 'unknown'
    return alike === 'unknown' ? fold(text).startsWith(literal) : alike === 'yes'
  }
}

/** Whether a text ends with a folded one. */
export const endsWithFolded = (literal: string): ValueTest => {
  const isPlain = isAscii(literal)
  return (text) =>
    isText(text) && ((isPlain && text.endsWith(literal)) || fold(text).endsWith(literal))
}

/** Whether a text contains a folded one. */
export const includesFolded = (literal: string): ValueTest => {
  if (!isAscii(literal)) return (text) => isText(text) && fold(text).includes(literal)
  return (text) => {
    if (!isText(text)) return false
    const at = text.indexOf(literal)
    const end = at + literal.length
    // What follows may combine with the last letter into another one.
    if (at >= 0 && (end === text.length || text.charCodeAt(end) < FIRST_NOT_ASCII)) return true
    return fold(text).includes(literal)
  }
}

const isText = (value: unknown): value is string => typeof value === 'string'

const FIRST_NOT_ASCII = 0x80

/** Compares the beginning of a text with an ASCII literal in lower case, up to a letter that differs or is not ASCII. */
const startsAlike = (text: string, literal: string): 'yes' | 'no' | 'unknown' => {
  for (let at = 0; at < literal.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code === literal.charCodeAt(at)) continue
    if (code >= FIRST_NOT_ASCII) return 'unknown'
    const isUpper = code >= 0x41 && code <= 0x5a
    if (!isUpper || code + 0x20 !== literal.charCodeAt(at)) return 'no'
  }
  return 'yes'
}
