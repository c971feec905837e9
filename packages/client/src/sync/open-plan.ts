import type { ScimClient } from '../create-scim-client.ts'
import { type ApplyOptions, type ApplyResult, applyPlan } from './apply-plan.ts'
import { type PlanSummary, planSummary } from './plan-summary.ts'
import type { PlanData, SyncOperation } from './sync-operation.ts'

/** A plan: to be looked at, kept as JSON, and carried out. */
export interface Plan {
  readonly id: string
  readonly operations: readonly SyncOperation[]
  summary(): PlanSummary
  toJSON(): PlanData
  apply(options?: ApplyOptions): Promise<ApplyResult>
}

/** A plan that was made before, such as one read from a file. */
export const openPlan = (scim: ScimClient, data: PlanData): Plan => ({
  id: data.id,
  operations: data.operations,
  summary: () => planSummary(data),
  toJSON: () => data,
  apply: (options) => applyPlan(scim, data, options),
})
