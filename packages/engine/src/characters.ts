// A character of attribute names (RFC 7643 §2.1).
const IN_NAME = 1
// A character that URNs hold besides those of names (RFC 8141).
const IN_URN = 2

const KINDS = new Uint8Array(128)
const mark = (characters: string, kind: number): void => {
  for (const character of characters) KINDS[character.charCodeAt(0)] = kind
}
mark('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789$-_', IN_NAME)
mark('.:%/~+@=', IN_URN)

/** 1 for a character of names, 2 for one that URNs hold besides, 0 for any other and past the end. */
export const kindAt = (text: string, at: number): number => {
  if (at >= text.length) return 0
  const code = text.charCodeAt(at)
  return code < 128 ? (KINDS[code] ?? 0) : 0
}

/** Where the name that starts at a place ends. */
export const skipName = (text: string, start: number): number => {
  let at = start
  while (kindAt(text, at) === IN_NAME) at += 1
  return at
}

/** Whether the ASCII word, given in lower case, stands at a place in a text, in any letter case. */
export const isWordAt = (text: string, at: number, word: string): boolean => {
  if (at + word.length > text.length) return false
  for (let index = 0; index < word.length; index += 1)
    if ((text.charCodeAt(at + index) | 0x20) !== word.charCodeAt(index)) return false
  return true
}

/** Whether an ASCII letter stands at a place in a text. */
export const isLetterAt = (text: string, at: number): boolean => {
  const folded = text.charCodeAt(at) | 0x20
  return folded >= 0x61 && folded <= 0x7a
}
