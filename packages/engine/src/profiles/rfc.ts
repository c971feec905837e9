import { defineProfile } from './leniency.ts'

/** The letter of RFC 7643 and 7644: no leniency at all. */
export const rfc = defineProfile('rfc', [], [])
