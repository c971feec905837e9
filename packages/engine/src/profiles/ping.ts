import { booleanStrings } from './boolean-strings.ts'
import { commonAnd } from './common-tolerances.ts'
import { defineProfile } from './leniency.ts'
import { wrappedValues } from './wrapped-values.ts'

/** PingFederate and PingOne: filters without quotes (ping-filter-001), values wrapped in an object as the UnboundID SDK allows. */
export const ping = defineProfile(
  'ping',
  [wrappedValues, booleanStrings],
  commonAnd('unquotedValues'),
)
