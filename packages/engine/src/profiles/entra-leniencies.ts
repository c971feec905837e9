import { bareExtensionNames } from './bare-extension-names.ts'
import { bareValues } from './bare-values.ts'
import { booleanStrings } from './boolean-strings.ts'
import { commonAnd } from './common-tolerances.ts'
import { displayNames } from './display-names.ts'
import { dottedUrns } from './dotted-urns.ts'
import { emptyValues } from './empty-values.ts'
import { jsonValues } from './json-values.ts'
import { numbersAsStrings } from './numbers-as-strings.ts'
import { pathKeys } from './path-keys.ts'
import { singleElementArrays } from './single-element-arrays.ts'
import { singleValues } from './single-values.ts'
import { wholeElements } from './whole-elements.ts'

// Keys become paths before values are read under them; a value is unwrapped before it is converted.
export const ENTRA = [
  dottedUrns,
  bareExtensionNames,
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
] as const

export const ENTRA_TOLERANCES = commonAnd(
  'replaceNoMatch',
  'emptyOperations',
  'unknownPaths',
  'unquotedValues',
  'attributeFilters',
)
