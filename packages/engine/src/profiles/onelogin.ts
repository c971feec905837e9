import { booleanStrings } from './boolean-strings.ts'
import { COMMON } from './common-tolerances.ts'
import { defineProfile } from './leniency.ts'
import { numbersAsStrings } from './numbers-as-strings.ts'
import { singleValues } from './single-values.ts'

/** OneLogin: the body is a template an administrator writes, so booleans come as text (onelogin-put-003) and `emails` as an object. */
export const onelogin = defineProfile(
  'onelogin',
  [singleValues, booleanStrings, numbersAsStrings],
  COMMON,
)
