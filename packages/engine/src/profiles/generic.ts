import { ENTRA, ENTRA_TOLERANCES } from './entra-leniencies.ts'
import { filterOnlyAdds } from './filter-only-adds.ts'
import { defineProfile } from './leniency.ts'
import { wrappedValues } from './wrapped-values.ts'

/** All leniencies at once, for clients nobody has a profile of. */
export const generic = defineProfile(
  'generic',
  [filterOnlyAdds, wrappedValues, ENTRA],
  ENTRA_TOLERANCES,
)
