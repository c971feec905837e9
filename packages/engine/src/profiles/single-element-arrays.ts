import { valueLeniency } from './value-leniency.ts'

/** An array of one for a single value: Entra's `"displayName": ["Augusta"]` and `manager: [{…}]` (entra-patch-028). */
export const singleElementArrays = valueLeniency(
  'singleElementArrays',
  'the only element of an array was read as the value',
  (value, { multiValued }) =>
    !multiValued && Array.isArray(value) && value.length === 1 ? { value: value[0] } : undefined,
)
