import type { PlanData, SkipReason, SyncOperation } from './sync-operation.ts'

/** A plan in numbers. */
export interface PlanSummary extends Readonly<Record<SyncOperation['type'], number>> {
  readonly unchanged: number
  /** Why what is skipped is skipped. */
  readonly skipped: Readonly<Partial<Record<SkipReason, number>>>
  /** Deactivations and deletions. */
  readonly destructive: number
  readonly allowedDeletes: number
  /** There are more of them than allowed: `apply` will refuse. */
  readonly blocked: boolean
}

/** Counts what a plan does. */
export const planSummary = ({ operations, unchanged, allowedDeletes }: PlanData): PlanSummary => {
  const count = {
    create: 0,
    adopt: 0,
    patch: 0,
    deactivate: 0,
    delete: 0,
    memberAdd: 0,
    memberRemove: 0,
    skip: 0,
  }
  const skipped: Partial<Record<SkipReason, number>> = {}
  for (const operation of operations) {
    count[operation.type] += 'members' in operation ? operation.members.length : 1
    if (operation.type === 'skip') skipped[operation.reason] = (skipped[operation.reason] ?? 0) + 1
  }
  const destructive = count.deactivate + count.delete
  const blocked = destructive > allowedDeletes
  return { ...count, unchanged, skipped, destructive, allowedDeletes, blocked }
}
