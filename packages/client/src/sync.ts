export type { ApplyOptions, ApplyProgress, ApplyResult } from './sync/apply-plan.ts'
export {
  type ActualDirectory,
  type DesiredDirectory,
  type DiffOptions,
  diffDirectories,
} from './sync/diff-directories.ts'
export type { Listing } from './sync/diff-resources.ts'
export { createMemoryJournal, type Journal, type JournalEntry } from './sync/journal.ts'
export { openPlan, type Plan } from './sync/open-plan.ts'
export type { PlanSummary } from './sync/plan-summary.ts'
export { reconcile } from './sync/reconcile.ts'
export type { Comparable } from './sync/resource-index.ts'
export type {
  MemberReference,
  PlanData,
  SkipReason,
  SyncedType,
  SyncOperation,
} from './sync/sync-operation.ts'
