import type { Profile } from '../profile.ts'
import { bareValues } from './bare-values.ts'
import { booleanStrings } from './boolean-strings.ts'
import { displayNames } from './display-names.ts'
import { dottedUrns } from './dotted-urns.ts'
import { emptyValues } from './empty-values.ts'
import { filterOnlyAdds } from './filter-only-adds.ts'
import { jsonValues } from './json-values.ts'
import { defineProfile } from './leniency.ts'
import { numbersAsStrings } from './numbers-as-strings.ts'
import { pathKeys } from './path-keys.ts'
import { singleElementArrays } from './single-element-arrays.ts'
import { singleValues } from './single-values.ts'
import { wholeElements } from './whole-elements.ts'

// What every identity provider's own tests and retries rely on.
const COMMON = ['removeNoMatch', 'schemas', 'primaries'] as const

// Keys become paths before values are read under them; a value is unwrapped before it is converted.
const ENTRA = [
  dottedUrns,
  pathKeys,
  singleElementArrays,
  singleValues,
  bareValues,
  jsonValues,
  displayNames,
  booleanStrings,
  numbersAsStrings,
  emptyValues,
  wholeElements,
]

const ENTRA_TOLERANCES = [
  ...COMMON,
  'replaceNoMatch',
  'emptyOperations',
  'unknownPaths',
  'unquotedValues',
  'attributeFilters',
] as const

/** How identity providers' dialects are read, by name; `rfc` is the letter, `generic` all leniencies at once. */
export const profiles = {
  rfc: defineProfile('rfc', [], []),
  okta: defineProfile('okta', [numbersAsStrings, booleanStrings], COMMON),
  entra: defineProfile('entra', ENTRA, ENTRA_TOLERANCES),
  onelogin: defineProfile('onelogin', [booleanStrings, numbersAsStrings], COMMON),
  jumpcloud: defineProfile('jumpcloud', [booleanStrings], COMMON),
  google: defineProfile('google', [booleanStrings], COMMON),
  ping: defineProfile('ping', [booleanStrings], [...COMMON, 'unquotedValues']),
  sailpoint: defineProfile('sailpoint', [booleanStrings], [...COMMON, 'replaceNoMatch']),
  generic: defineProfile('generic', [filterOnlyAdds, ...ENTRA], ENTRA_TOLERANCES),
} as const satisfies Record<string, Profile>

/** The name of a built-in profile. */
export type ProfileName = keyof typeof profiles
