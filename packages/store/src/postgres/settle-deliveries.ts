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
  readonly status: number | null
  readonly error: string | null
  readonly durationMs: number
  readonly at: number
}

// In the order of their ids, so that two workers do not wait for one another. The state is asked for in a form that no index
// serves, or all that is pending would be read.
const HOLD: Prepared = {
  name: 'hold_deliveries',
  text: `SELECT FROM delivery WHERE id = ANY ($1::bigint[]) AND state || '' = 'pending' ORDER BY id FOR UPDATE`,
}

// Nobody moves rows that are held, so they are taken from where they lie: the plan of a join would depend on how long the
// queue was when it was last counted.
const SETTLE: Prepared = {
  name: 'settle_deliveries',
  text: `WITH settled AS (
      UPDATE delivery d SET state = x.state, next_at = x.next_at
      FROM unnest($1::bigint[], $2::int[], $3::text[], $4::bigint[], $5::int[], $6::text[], $7::int[], $8::bigint[])
        AS x (id, attempt, state, next_at, status, error, duration_ms, at)
      WHERE d.id = x.id AND d.attempt = x.attempt AND d.ctid = ANY (ARRAY(
        SELECT ctid FROM delivery WHERE id = ANY ($1) AND state || '' = 'pending'))
      RETURNING d.id, d.attempt, d.directory_id, d.endpoint_id, d.resource_id, d.state,
        x.status, x.error, x.duration_ms, x.at
    ), recorded AS (
      INSERT INTO attempt (delivery_id, attempt, directory_id, result, status, error, duration_ms, at)
      SELECT id, attempt, directory_id, CASE state WHEN 'delivered' THEN state ELSE 'failed' END,
        status, error, duration_ms, at
      FROM settled
    )
    SELECT id, attempt, directory_id, endpoint_id, resource_id, state FROM settled`,
}

// A statement of its own: it sees the deliveries that were queued while the ones before waited for their locks. One that is
// pending already, because something was sent again, may be leased: its time is left alone.
const PROMOTE: Prepared = {
  name: 'promote_deliveries',
  text: `UPDATE delivery d SET state = 'pending', next_at = CASE d.state WHEN 'waiting' THEN $4 ELSE d.next_at END
    WHERE d.state || '' IN ('waiting', 'pending') AND d.id = ANY (ARRAY(
      SELECT next.id FROM unnest($1::text[], $2::text[], $3::text[]) AS x (directory_id, endpoint_id, resource_id)
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
  directory_id: string
  endpoint_id: string
  resource_id: string
  state: string
}

interface Job {
  readonly settlement: Settlement
  readonly resolve: (isRecorded: boolean) => void
  readonly reject: (error: unknown) => void
}

const SETTLE_COLUMNS = [
  'id',
  'attempt',
  'state',
  'nextAt',
  'status',
  'error',
  'durationMs',
  'at',
] as const
const LANE_COLUMNS = ['directory_id', 'endpoint_id', 'resource_id'] as const

const columnOf = <Row, Name extends keyof Row>(rows: readonly Row[], name: Name): Row[Name][] =>
  rows.map((row) => row[name])

/** Writes down how attempts ended; those that end together share a transaction. */
export const createSettling = (database: Database) => {
  const settleAll = (jobs: readonly Job[]): Promise<SettledRow[]> =>
    database.transaction('*', async ({ run }) => {
      const all = jobs.map(({ settlement }) => settlement).filter(isFirst)
      const columns = SETTLE_COLUMNS.map((name) => columnOf(all, name))
      // Sent together.
      const [, rows] = await Promise.all([
        run(HOLD, [columnOf(all, 'id')]),
        run<SettledRow>(SETTLE, columns),
      ])
      const ended = rows.filter(({ state }) => state !== 'pending')
      const now = Math.max(...columnOf(all, 'at'))
      const lanes = LANE_COLUMNS.map((name) => columnOf(ended, name))
      if (ended.length > 0) await run(PROMOTE, [...lanes, now])
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
