import { ClientError } from '../client-error.ts'
import type { ScimClient } from '../create-scim-client.ts'
import { type Journal, readJournal } from './journal.ts'
import { planSummary } from './plan-summary.ts'
import { runOperation } from './run-operation.ts'
import type { PlanData, SyncOperation } from './sync-operation.ts'

/** How a plan is carried out. */
export interface ApplyOptions {
  /** Operations at a time; 4. */
  readonly concurrency?: number
  /** Called after every operation. */
  readonly onProgress?: (progress: ApplyProgress) => void
  readonly signal?: AbortSignal
  /** Where it is written down what was done; the same one again goes on where it stopped. */
  readonly journal?: Journal
  /** Stop at the first operation that fails, instead of going on with the others. */
  readonly stopOnError?: boolean
}

/** How far a plan has come. */
export interface ApplyProgress {
  readonly done: number
  readonly total: number
  readonly operation: SyncOperation
  readonly error: unknown
}

/** What became of a plan. */
export interface ApplyResult {
  readonly done: number
  /** Done before, as the journal says. */
  readonly resumed: number
  readonly failed: readonly { readonly operation: SyncOperation; readonly error: unknown }[]
}

/** Users before groups before members: what refers to another comes after it. */
const PHASES: readonly ((operation: SyncOperation) => boolean)[] = [
  ({ type, resource }) => resource === 'User' && (type === 'deactivate' || type === 'delete'),
  ({ type, resource }) => resource === 'User' && ['create', 'adopt', 'patch'].includes(type),
  ({ type, resource }) => resource === 'Group' && !type.startsWith('member') && type !== 'skip',
  ({ type }) => type === 'memberAdd',
  ({ type }) => type === 'memberRemove',
]

/**
 * Carries out a plan.
 *
 * @throws ClientError unsafe, before anything is sent, when it deletes more than allowed; aborted.
 */
export const applyPlan = async (
  scim: ScimClient,
  plan: PlanData,
  { concurrency = 4, onProgress, signal, journal, stopOnError = false }: ApplyOptions = {},
): Promise<ApplyResult> => {
  const { blocked, destructive, allowedDeletes } = planSummary(plan)
  if (blocked)
    throw new ClientError({
      code: 'unsafe',
      message: `The plan deactivates or deletes ${destructive}, and maxDeletes allows ${allowedDeletes}: nothing was sent.`,
    })
  const done = await readJournal(journal, plan.id)
  const created = new Map<string, string>()
  for (const [index, { id }] of done) {
    const operation = plan.operations[index]
    if (operation && id !== undefined) created.set(`${operation.resource}:${operation.key}`, id)
  }
  const run = { scim, match: plan.match, created, signal }
  const failed: { operation: SyncOperation; error: unknown }[] = []
  const total = plan.operations.filter(({ type }) => type !== 'skip').length
  const resumed = done.size
  let finished = resumed

  const carryOut = async (operation: SyncOperation, index: number): Promise<void> => {
    let error: unknown
    try {
      const id = await runOperation(operation, run)
      const entry = {
        plan: plan.id,
        index,
        outcome: 'done',
        ...(id !== undefined && { id }),
      } as const
      await journal?.append(entry)
      finished += 1
    } catch (reason) {
      if (signal?.aborted) throw reason
      error = reason
      failed.push({ operation, error })
      await journal?.append({ plan: plan.id, index, outcome: 'failed' })
      if (stopOnError) throw reason
    }
    onProgress?.({ done: finished, total, operation, error })
  }

  for (const belongs of PHASES) {
    const phase = [...plan.operations.entries()].filter(
      ([index, operation]) => belongs(operation) && !done.has(index),
    )
    await inParallel(phase, concurrency, ([index, operation]) => {
      signal?.throwIfAborted()
      return carryOut(operation, index)
    })
  }
  return { done: finished - resumed, resumed, failed }
}

/** At most `limit` at a time; after the first that throws no other is begun. */
const inParallel = async <T>(
  items: readonly T[],
  limit: number,
  each: (item: T) => Promise<void>,
): Promise<void> => {
  let next = 0
  let stopped = false
  const worker = async () => {
    while (next < items.length && !stopped) {
      const item = items[next++] as T
      try {
        await each(item)
      } catch (error) {
        stopped = true
        throw error
      }
    }
  }
  const outcomes = await Promise.allSettled(Array.from({ length: limit }, worker))
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
}
