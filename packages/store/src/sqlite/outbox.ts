import type { Database } from 'better-sqlite3'
import type { ClaimedDelivery, Outbox } from '../durable-store.ts'
import { attemptColumns, stateAfter } from '../rows/attempt-row.ts'
import { type EndpointRow, toEndpoint } from '../rows/endpoint-row.ts'
import { keysOf, type Turn, takeTurns } from '../rows/take-turns.ts'
import { createDeliveryLog } from './delivery-log.ts'
import type { EventRows } from './event-rows.ts'
import type { GroupCommit } from './group-commit.ts'

/**
 * The delivery queue. A delivery is `waiting` while an earlier one of its resource is unfinished for the same endpoint,
 * `pending` until its `next_at` comes (which is also the end of a lease), then `delivered` or `failed`.
 */
export const createOutbox = (
  db: Database,
  { commits, events }: { commits: GroupCommit; events: EventRows },
): Outbox => {
  const dueEndpoints = db.prepare<[number], EndpointRow>(
    `SELECT * FROM endpoint e WHERE enabled = 1 AND EXISTS (
       SELECT 1 FROM delivery d WHERE d.directory_id = e.directory_id AND d.endpoint_id = e.id
         AND d.state = 'pending' AND d.next_at <= ?)`,
  )
  const lease = db.prepare<[number, string, string, number, number], LeasedRow>(
    `UPDATE delivery SET attempt = attempt + 1, next_at = ?
     WHERE id IN (
       SELECT id FROM delivery
       WHERE directory_id = ? AND endpoint_id = ? AND state = 'pending' AND next_at <= ?
       ORDER BY next_at, id LIMIT ?)
     RETURNING id, attempt, sequence`,
  )
  const settleRow = db.prepare<[string, number, number, number], SettledRow>(
    `UPDATE delivery SET state = ?, next_at = ? WHERE id = ? AND attempt = ? AND state = 'pending'
     RETURNING directory_id, endpoint_id, resource_id`,
  )
  const recordAttempt = db.prepare<[Record<string, string | number | null>]>(
    `INSERT INTO attempt (delivery_id, attempt, directory_id, result, status, error, duration_ms, at)
     VALUES (:id, :attempt, :directoryId, :result, :status, :error, :durationMs, :now)`,
  )
  // One that is pending already, because something was sent again, may be leased: it is left alone.
  const promoteNext = db.prepare<[number, string, string, string]>(
    `UPDATE delivery SET state = 'pending', next_at = ? WHERE state = 'waiting' AND id = (
       SELECT id FROM delivery
       WHERE directory_id = ? AND endpoint_id = ? AND resource_id = ? AND state IN ('waiting', 'pending')
       ORDER BY sequence LIMIT 1)`,
  )
  const earliest = db
    .prepare<[], number | null>(
      `SELECT min((
         SELECT next_at FROM delivery d WHERE d.directory_id = e.directory_id AND d.endpoint_id = e.id
           AND d.state = 'pending' ORDER BY next_at LIMIT 1))
       FROM endpoint e WHERE enabled = 1`,
    )
    .pluck()

  let lastServed: EndpointRow | undefined
  return {
    claim: async ({ limit, leaseMs, now, roomFor = () => limit }) => {
      // Looking is free, a transaction is not.
      if (!dueEndpoints.all(now).some((row) => roomFor(keysOf(row)) > 0)) return []
      return commits.run(() => {
        const claimed: ClaimedDelivery[] = []
        const take = ({ row, count }: Turn): number => {
          const { directory_id: directoryId } = row
          const endpoint = toEndpoint(row)
          const leased = lease.all(now + leaseMs, directoryId, row.id, now, count)
          for (const { id, attempt, sequence } of leased)
            claimed.push({ id, attempt, endpoint, event: events.get(directoryId, sequence) })
          return leased.length
        }
        const turns = takeTurns(dueEndpoints.all(now), { lastServed, limit, roomFor })
        for (let round = turns.next(); !round.done; ) {
          lastServed = round.value.at(-1)?.row
          round = turns.next(round.value.map(take))
        }
        return claimed.sort((one, other) => one.id - other.id)
      })
    },
    settle: (delivery, outcome, now) =>
      commits.run(() => {
        const { id, attempt } = delivery
        const { state, nextAt } = stateAfter(outcome, now)
        const row = settleRow.get(state, nextAt, id, attempt)
        if (!row) return false
        const { directory_id: directoryId, endpoint_id, resource_id } = row
        const { result } = outcome
        recordAttempt.run({ id, attempt, directoryId, result, now, ...attemptColumns(outcome) })
        if (state !== 'pending') promoteNext.run(now, directoryId, endpoint_id, resource_id)
        return true
      }),
    nextDueAt: async () => earliest.get() ?? undefined,
    ...createDeliveryLog(db, commits),
  }
}

interface LeasedRow {
  id: number
  attempt: number
  sequence: number
}

interface SettledRow {
  directory_id: string
  endpoint_id: string
  resource_id: string
}
