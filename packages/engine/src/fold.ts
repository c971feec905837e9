/** Whether a text has ASCII characters only. */
export const isAscii = (text: string): boolean => {
  for (let at = 0; at < text.length; at += 1) if (text.charCodeAt(at) > 0x7f) return false
  return true
}

/** A text as it is compared where `caseExact` is false: composed (NFC) and in lower case. */
export const fold = (text: string): string =>
  isAscii(text) ? text.toLowerCase() : text.normalize('NFC').toLowerCase()
