import { booleanStrings } from './boolean-strings.ts'
import { COMMON } from './common-tolerances.ts'
import { defineProfile } from './leniency.ts'

/** Google Workspace: no public wire specification; what is known keeps to the RFC (google-patch-001). */
export const google = defineProfile('google', [booleanStrings], COMMON)
