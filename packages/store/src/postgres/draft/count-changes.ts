import type { DraftResource } from './draft-resources.ts'
import type { Changes } from './overlay.ts'

/** A number of resources of a type. */
export interface TypeCount {
  readonly type: string
  readonly total: number
}

/** By how much there are more and fewer resources of each type. */
export const countChanges = ({
  added,
  removed,
}: Changes<DraftResource>): { added: TypeCount[]; removed: TypeCount[] } => {
  const totals = new Map<string, number>()
  const count = (rows: readonly DraftResource[], by: number): void => {
    for (const { type } of rows) totals.set(type, (totals.get(type) ?? 0) + by)
  }
  count(added, 1)
  count(removed, -1)
  const by = (sign: number) =>
    [...totals].flatMap(([type, total]) =>
      total * sign > 0 ? [{ type, total: total * sign }] : [],
    )
  return { added: by(1), removed: by(-1) }
}
