import { valueLeniency } from './value-leniency.ts'

/** One value where an array is asked for: `"emails": {"value": "a@example.com"}` in a body. */
export const singleValues = valueLeniency(
  'singleValues',
  'a single value was read as an array of one',
  (value, { multiValued }, position) =>
    multiValued && position === 'whole' && value !== null && !Array.isArray(value)
      ? { value: [value] }
      : undefined,
)
