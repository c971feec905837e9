import { ENTRA, ENTRA_TOLERANCES } from './entra-leniencies.ts'
import { defineProfile } from './leniency.ts'

/** Microsoft Entra ID, with and without `aadOptscim062020`, its validator and its Postman collection. */
export const entra = defineProfile('entra', ENTRA, ENTRA_TOLERANCES)
