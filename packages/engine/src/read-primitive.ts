import { ScimError } from '@scimwright/types'
import type { Attribute } from './attribute.ts'
import { parseDateTime } from './date-time.ts'

const BASE64 = /^[A-Za-z0-9+/_-]*={0,2}$/
// Half a surrogate pair is no text, and databases refuse U+0000.
const NOT_TEXT = /[\u{d800}-\u{dfff}\0]/u

/**
 * A simple value as it is stored; it is checked, never converted (RFC 7643 §2.3).
 *
 * @throws ScimError 400 invalidValue, naming the place and the type.
 */
export const readPrimitive = (value: unknown, attribute: Attribute, place: string): unknown => {
  const rule = broken(value, attribute)
  if (rule === undefined) return value
  throw invalidValue(place, rule)
}

/** The error of a value that breaks a rule, at a place such as `emails[1].value`. */
export const invalidValue = (place: string, rule: string): ScimError =>
  new ScimError({
    scimType: 'invalidValue',
    detail: `${place}: ${rule}.`,
    section: 'RFC7643 2.3',
  })

const broken = (value: unknown, attribute: Attribute): string | undefined => {
  switch (attribute.type) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be true or false (RFC 7643 §2.3.2)'
    case 'integer':
      return Number.isSafeInteger(value) ? undefined : 'must be a whole number (RFC 7643 §2.3.4)'
    case 'decimal':
      return Number.isFinite(value) ? undefined : 'must be a number (RFC 7643 §2.3.3)'
    case 'dateTime':
      return typeof value === 'string' && parseDateTime(value)
        ? undefined
        : 'must be a dateTime such as 2026-11-26T16:36:33Z (RFC 7643 §2.3.5)'
    case 'binary':
      return typeof value === 'string' && BASE64.test(value)
        ? undefined
        : 'must be base64 (RFC 7643 §2.3.6)'
    default:
      return brokenText(value, attribute)
  }
}

const brokenText = (value: unknown, attribute: Attribute): string | undefined => {
  if (typeof value !== 'string') return 'must be a string (RFC 7643 §2.3.1)'
  if (NOT_TEXT.test(value)) return 'must be text: it holds U+0000 or half a surrogate pair'
  if (value === '' && attribute.required) return 'is required and must not be empty (RFC 7643 §2.2)'
  if (!attribute.closed || !attribute.canonicalValues) return undefined
  const { canonicalValues, caseExact } = attribute
  const same = (canonical: string) =>
    caseExact ? canonical === value : canonical.toLowerCase() === value.toLowerCase()
  return canonicalValues.some(same) ? undefined : `must be one of ${canonicalValues.join(', ')}`
}
