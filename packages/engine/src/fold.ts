/** Whether a text has ASCII characters only. */
export const isAscii = (text: string): boolean => !NOT_ASCII.test(text)

const NOT_ASCII = /[\u0080-\uffff]/

/** A text as it is compared where `caseExact` is false: composed (NFC) and in lower case. */
export const fold = (text: string): string =>
  isAscii(text) ? text.toLowerCase() : text.normalize('NFC').toLowerCase()
