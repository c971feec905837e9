import type { Tolerance } from '../profile.ts'

/** What every identity provider's own tests and retries rely on. */
export const COMMON = ['removeNoMatch', 'schemas', 'primaries'] as const

/** The common tolerances and more. */
/* @__NO_SIDE_EFFECTS__ */
export function commonAnd(...more: readonly Tolerance[]): readonly Tolerance[] {
  return [...COMMON, ...more]
}
