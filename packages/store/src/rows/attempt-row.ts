import type { AttemptOutcome, AttemptRecord } from '../durable-store.ts'

/** An attempt as it lies in its row. */
export interface AttemptRow {
  attempt: number
  result: 'delivered' | 'failed'
  status: number | null
  error: string | null
  duration_ms: number
  at: number
}

/** The attempt of a row. */
export const toAttempt = (row: AttemptRow): AttemptRecord => ({
  attempt: row.attempt,
  result: row.result,
  status: row.status ?? undefined,
  error: row.error ?? undefined,
  durationMs: row.duration_ms,
  at: row.at,
})

/** The columns of an attempt that has ended. */
export const attemptColumns = (outcome: AttemptOutcome) => ({
  status: outcome.status ?? null,
  error: outcome.result === 'failed' ? outcome.error : null,
  durationMs: Math.round(outcome.durationMs),
})

/** What becomes of a delivery after an attempt. */
export const stateAfter = (outcome: AttemptOutcome, now: number) => {
  if (outcome.result === 'delivered') return { state: 'delivered', nextAt: now }
  return outcome.retryAt === undefined
    ? { state: 'failed', nextAt: now }
    : { state: 'pending', nextAt: outcome.retryAt }
}
