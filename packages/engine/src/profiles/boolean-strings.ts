import type { CompareFilter } from '../filter.ts'
import { extendLeniency } from './leniency.ts'
import { mapComparisons } from './map-comparisons.ts'
import { valueLeniency } from './value-leniency.ts'

const detail = 'text was read as true or false'

/** "True" and "false" for true and false: Entra's `{"op":"Replace","path":"active","value":"False"}` (entra-patch-001), OneLogin (onelogin-put-003). */
export const booleanStrings = extendLeniency(
  valueLeniency('booleanStrings', detail, (value, { type }) => {
    const boolean = type === 'boolean' ? readBoolean(value) : undefined
    return boolean === undefined ? undefined : { value: boolean }
  }),
  {
    // `roles[primary eq "True"].value` (entra-patch-034, entra-filter-027).
    filter: mapComparisons((comparison, attribute, report): CompareFilter => {
      const boolean = attribute.type === 'boolean' ? readBoolean(comparison.value) : undefined
      if (boolean === undefined) return comparison
      report({ name: 'booleanStrings', path: attribute.path, detail })
      return { ...comparison, value: boolean }
    }),
  },
)

const readBoolean = (value: unknown): boolean | undefined => {
  if (typeof value !== 'string') return undefined
  const folded = value.toLowerCase()
  return folded === 'true' ? true : folded === 'false' ? false : undefined
}
