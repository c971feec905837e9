import { booleanStrings } from './boolean-strings.ts'
import { commonAnd } from './common-tolerances.ts'
import { defineProfile } from './leniency.ts'

/** SailPoint: replaces what is not there yet. */
export const sailpoint = defineProfile('sailpoint', [booleanStrings], commonAnd('replaceNoMatch'))
