import { ScimError } from '@scimwright/types'
import type { Hooks, ResourceChange } from './hooks.ts'

interface FormatRule {
  readonly attribute: string
  /** The sub-attribute of each element; the attribute itself when left out. */
  readonly sub?: string
  readonly isValid: (text: string) => boolean
  readonly rule: string
  readonly section: string
}

/**
 * Hooks that hold values to the formats their attributes are defined with: e-mail addresses, telephone numbers,
 * countries, certificates, languages, time zones and addresses of pages and pictures (RFC 7643 §4.1).
 *
 * Without them such values are kept as they come, because identity providers send test values of every shape.
 *
 * @throws ScimError 400 invalidValue, from the write.
 * @example
 * createScimServer({ hooks: [strictFormats], store, resourceTypes, authenticate })
 */
export const strictFormats: Hooks = {
  before: {
    create: (change) => check(change, rules),
    replace: (change) => checkTouched(change),
    patch: (change) => checkTouched(change),
  },
}

const isAccepted = (check: () => unknown): boolean => {
  try {
    check()
    return true
  } catch {
    return false
  }
}

const isUri = (text: string): boolean => isAccepted(() => new URL(text))

const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })

const isCertificate = (text: string): boolean =>
  /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text) &&
  // DER begins with a SEQUENCE.
  isAccepted(() => atob(text)) &&
  atob(text).charCodeAt(0) === 0x30

const rules: readonly FormatRule[] = [
  {
    attribute: 'emails',
    sub: 'value',
    isValid: (text) =>
      text.length <= 254 &&
      /^[^\s@<>()[\]\\,;:"]{1,64}@[\p{L}\p{N}](?:[\p{L}\p{N}.-]*[\p{L}\p{N}])?$/u.test(text),
    rule: 'must be an e-mail address such as "bjensen@example.com" (RFC 5321)',
    section: 'RFC7643 4.1.2',
  },
  {
    attribute: 'phoneNumbers',
    sub: 'value',
    isValid: (text) => /^tel:\+?[0-9a-f*#().-]+(?:;[a-z0-9-]+(?:=[^;]+)?)*$/i.test(text),
    rule: 'must be a telephone number such as "tel:+1-201-555-0123" (RFC 3966)',
    section: 'RFC7643 4.1.2',
  },
  {
    attribute: 'addresses',
    sub: 'country',
    isValid: (text) => /^[A-Z]{2}$/.test(text) && regions.of(text) !== undefined,
    rule: 'must be a country code such as "FR" (ISO 3166-1 alpha-2)',
    section: 'RFC7643 4.1.2',
  },
  {
    attribute: 'x509Certificates',
    sub: 'value',
    isValid: isCertificate,
    rule: 'must be one DER certificate in base64',
    section: 'RFC7643 4.1.2',
  },
  {
    attribute: 'photos',
    sub: 'value',
    isValid: isUri,
    rule: 'must be the URI of a picture',
    section: 'RFC7643 4.1.2',
  },
  {
    attribute: 'profileUrl',
    isValid: isUri,
    rule: 'must be a URI',
    section: 'RFC7643 4.1.1',
  },
  {
    attribute: 'preferredLanguage',
    isValid: (text) =>
      text
        .split(',')
        .every((range) =>
          isAccepted(() => Intl.getCanonicalLocales((range.split(';')[0] ?? '').trim())),
        ),
    rule: 'must be languages such as "en-US" (RFC 5646)',
    section: 'RFC7643 4.1.1',
  },
  {
    attribute: 'locale',
    isValid: (text) => isAccepted(() => Intl.getCanonicalLocales(text)),
    rule: 'must be a language tag such as "en-US" (RFC 5646)',
    section: 'RFC7643 4.1.1',
  },
  {
    attribute: 'timezone',
    isValid: (text) => isAccepted(() => new Intl.DateTimeFormat('en', { timeZone: text })),
    rule: 'must be a time zone such as "America/Los_Angeles" (RFC 6557)',
    section: 'RFC7643 4.1.1',
  },
]

const isTouchedBy =
  ({ changes }: ResourceChange) =>
  ({ attribute }: FormatRule): boolean =>
    changes.some(({ path }) => path === attribute || path.startsWith(`${attribute}.`))

const checkTouched = (change: ResourceChange): undefined =>
  check(change, rules.filter(isTouchedBy(change)))

const check = ({ after }: ResourceChange, applicable: readonly FormatRule[]): undefined => {
  for (const { attribute, sub, isValid, rule, section } of applicable) {
    const value = after?.[attribute]
    const elements = sub === undefined ? [value] : Array.isArray(value) ? value : []
    elements.forEach((element, index) => {
      const text = sub === undefined ? element : element?.[sub]
      if (typeof text !== 'string' || isValid(text)) return
      const place = sub === undefined ? attribute : `${attribute}[${index}].${sub}`
      throw new ScimError({
        scimType: 'invalidValue',
        detail: `${place}: ${rule}.`,
        section,
      })
    })
  }
}
