/** A character of attribute names (RFC 7643 §2.1). */
export const IN_NAME = 1
/** A character that URNs hold besides those of names (RFC 8141). */
const IN_URN = 2

/** The kinds of ASCII characters. */
const KINDS = new Uint8Array(128)
const mark = (characters: string, kind: number): void => {
  for (const character of characters) KINDS[character.charCodeAt(0)] = kind
}
mark('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789$-_', IN_NAME)
mark('.:%/~+@=', IN_URN)

/** `IN_NAME`, `IN_URN`, or 0 for a character of neither, and past the end. */
export const kindOf = (code: number): number => (code < 128 ? (KINDS[code] ?? 0) : 0)

/** Whether a character is an ASCII letter. */
export const isLetter = (code: number): boolean => {
  const folded = code | 0x20
  return folded >= 0x61 && folded <= 0x7a
}
