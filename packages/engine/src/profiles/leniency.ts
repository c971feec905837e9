import type { PatchOperation } from '@scimwright/types'
import type { FilterTransform, Profile, Tolerance, Transform } from '../profile.ts'

/** One named leniency; it may read several kinds of requests. */
export interface Leniency {
  readonly patch?: Transform<readonly PatchOperation[]>
  readonly resource?: Transform<Readonly<Record<string, unknown>>>
  readonly filter?: FilterTransform
}

// The functions below make constants; annotated as free of side effects, they let bundlers drop the profiles nobody
// imports, for which definitions must hold no spread either.

/** A profile of leniencies, applied in this order, and of what the engine tolerates for it. */
/* @__NO_SIDE_EFFECTS__ */
export function defineProfile(
  name: string,
  leniencies: readonly (Leniency | readonly Leniency[])[],
  tolerances: readonly Tolerance[],
): Profile {
  const list = leniencies.flat() as Leniency[]
  return {
    name,
    patch: list.flatMap(({ patch }) => patch ?? []),
    resource: list.flatMap(({ resource }) => resource ?? []),
    filter: list.flatMap(({ filter }) => filter ?? []),
    tolerates: new Set(tolerances),
  }
}

/** A leniency with readings of further kinds of requests. */
/* @__NO_SIDE_EFFECTS__ */
export function extendLeniency(leniency: Leniency, more: Leniency): Leniency {
  return { ...leniency, ...more }
}
