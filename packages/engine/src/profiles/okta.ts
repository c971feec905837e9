import { booleanStrings } from './boolean-strings.ts'
import { COMMON } from './common-tolerances.ts'
import { defineProfile } from './leniency.ts'
import { numbersAsStrings } from './numbers-as-strings.ts'

/** Okta: PUT of the whole object, or PATCH without a path; numbers for text (okta-create-007). */
export const okta = defineProfile('okta', [numbersAsStrings, booleanStrings], COMMON)
