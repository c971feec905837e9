import { valueLeniency } from './value-leniency.ts'

/** A number for a string attribute: Okta's `"externalId": 4471` (okta-create-007). */
export const numbersAsStrings = valueLeniency(
  'numbersAsStrings',
  'a number was read as text',
  (value, { type, multiValued }, position) =>
    type === 'string' && typeof value === 'number' && (!multiValued || position === 'element')
      ? { value: String(value) }
      : undefined,
)
