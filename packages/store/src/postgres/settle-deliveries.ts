import type { Database } from './database.ts'
import { isRepeatable, postgresError } from './postgres-error.ts'
import type { Prepared } from './statement.ts'
import { createWriteQueue } from './write-queue.ts'

/** How an attempt ended, as it is written down. */
export interface Settlement {
  readonly id: number
  readonly attempt: number
  readonly state: string
  readonly nextAt: number
  readonly result: string
  readonly status: number | null
  readonly error: string | null
  readonly durationMs: number
  readonly now: number
}

// The rows are locked in the order of their ids, so that two workers do not wait for one another. They are found by their
// ids: the state is asked for in a form that no index serves, or all that is pending would be read.
const SETTLE: Prepared = {
  name: 'settle_deliveries',
  text: `WITH x AS (
      SELECT * FROM json_to_recordset($1::json) AS x (id bigint, attempt int, state text,
        "nextAt" bigint, result text, status int, error text, "durationMs" int, now bigint)
    ), held AS (
      SELECT d.id FROM delivery d JOIN x ON x.id = d.id AND x.attempt = d.attempt
      WHERE d.id = ANY ($2) AND d.state || '' = 'pending' ORDER BY d.id FOR UPDATE OF d
    ), settled AS (
      UPDATE delivery d SET state = x.state, next_at = x."nextAt"
      FROM x JOIN held ON held.id = x.id
      WHERE d.id = ANY ($2) AND d.id = x.id AND d.attempt = x.attempt AND d.state || '' = 'pending'
      RETURNING d.id, d.attempt, d.directory_id, d.endpoint_id, d.resource_id, d.state
    ), recorded AS (
      INSERT INTO attempt (delivery_id, attempt, directory_id, result, status, error, duration_ms, at)
      SELECT x.id, x.attempt, s.directory_id, x.result, x.status, x.error, x."durationMs", x.now
      FROM x JOIN settled s ON s.id = x.id AND s.attempt = x.attempt
    )
    SELECT s.id, s.attempt, s.directory_id, s.endpoint_id, s.resource_id, s.state FROM settled s`,
}

// A statement of its own: it sees the deliveries that were queued while the one before waited for its locks.
const PROMOTE: Prepared = {
  name: 'promote_deliveries',
  text: `UPDATE delivery d SET state = 'pending', next_at = $2 WHERE d.id = ANY (ARRAY(
      SELECT next.id FROM json_to_recordset($1::json) AS x
        (directory_id text, endpoint_id text, resource_id text)
      CROSS JOIN LATERAL (
        SELECT open.id FROM (
          SELECT n.id, n.sequence FROM delivery n
          WHERE n.directory_id = x.directory_id AND n.endpoint_id = x.endpoint_id
            AND n.resource_id = x.resource_id AND n.state IN ('waiting', 'pending')
          OFFSET 0) open
        ORDER BY open.sequence LIMIT 1) next
    ))`,
}

// Of two that settle the same attempt the second one comes too late.
const isFirst = ({ id, attempt }: Settlement, index: number, all: readonly Settlement[]): boolean =>
  all.findIndex((other) => other.id === id && other.attempt === attempt) === index

interface SettledRow {
  id: number
  attempt: number
  state: string
}

interface Job {
  readonly settlement: Settlement
  readonly resolve: (isRecorded: boolean) => void
  readonly reject: (error: unknown) => void
}

/** Writes down how attempts ended; those that end together share a transaction. */
export const createSettling = (database: Database) => {
  const settleAll = (jobs: readonly Job[]): Promise<SettledRow[]> =>
    database.transaction('*', async ({ run }) => {
      const settlements = jobs.map(({ settlement }) => settlement).filter(isFirst)
      const rows = await run<SettledRow>(SETTLE, [
        JSON.stringify(settlements),
        settlements.map(({ id }) => String(id)),
      ])
      const ended = rows.filter(({ state }) => state !== 'pending')
      const now = Math.max(...settlements.map((each) => each.now))
      if (ended.length > 0) await run(PROMOTE, [JSON.stringify(ended), now])
      return rows
    })

  const run = async (_: string, jobs: readonly Job[], attempts = 3): Promise<void> => {
    try {
      const rows = await settleAll(jobs)
      const settled = new Set(rows.map(({ id, attempt }) => `${id} ${attempt}`))
      for (const { settlement, resolve } of jobs)
        resolve(settled.delete(`${settlement.id} ${settlement.attempt}`))
    } catch (error) {
      if (attempts > 1 && isRepeatable(error)) return run(_, jobs, attempts - 1)
      for (const { reject } of jobs) reject(postgresError(error))
    }
  }

  const queue = createWriteQueue<Job>({ run, maxRunning: 1 })
  return {
    settle: (settlement: Settlement): Promise<boolean> =>
      new Promise((resolve, reject) => {
        queue.add('', { settlement, resolve, reject })
      }),
    idle: queue.idle,
  }
}
