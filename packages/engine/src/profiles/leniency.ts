import type { PatchOperation } from '@scimwright/types'
import type { FilterTransform, Profile, Tolerance, Transform } from '../profile.ts'

/** One named leniency; it may read several kinds of requests. */
export interface Leniency {
  readonly patch?: Transform<readonly PatchOperation[]>
  readonly resource?: Transform<Readonly<Record<string, unknown>>>
  readonly filter?: FilterTransform
}

/** A profile of leniencies, applied in this order, and of what the engine tolerates for it. */
export const defineProfile = (
  name: string,
  leniencies: readonly Leniency[],
  tolerances: readonly Tolerance[],
): Profile => ({
  name,
  patch: leniencies.flatMap(({ patch }) => patch ?? []),
  resource: leniencies.flatMap(({ resource }) => resource ?? []),
  filter: leniencies.flatMap(({ filter }) => filter ?? []),
  tolerates: new Set(tolerances),
})
