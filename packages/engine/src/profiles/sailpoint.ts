import { booleanStrings } from './boolean-strings.ts'
import { COMMON } from './common-tolerances.ts'
import { defineProfile } from './leniency.ts'

/** SailPoint: replaces what is not there yet. */
export const sailpoint = defineProfile('sailpoint', [booleanStrings], [...COMMON, 'replaceNoMatch'])
