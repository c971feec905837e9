import { booleanStrings } from './boolean-strings.ts'
import { COMMON } from './common-tolerances.ts'
import { defineProfile } from './leniency.ts'

/** JumpCloud: lower-case operations, removing members by a list (jumpcloud-patch-004). */
export const jumpcloud = defineProfile('jumpcloud', [booleanStrings], COMMON)
