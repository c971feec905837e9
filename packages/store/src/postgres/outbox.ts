import type { ClaimedDelivery, Outbox } from '../durable-store.ts'
import { attemptColumns, stateAfter } from '../rows/attempt-row.ts'
import { type EndpointRow, toEndpoint } from '../rows/endpoint-row.ts'
import { type EventRow, toEvent } from '../rows/event-row.ts'
import { keysOf, type Turn, takeTurns } from '../rows/take-turns.ts'
import type { Database } from './database.ts'
import { createDeliveryLog } from './delivery-log.ts'
import { postgresError } from './postgres-error.ts'
import { createSettling } from './settle-deliveries.ts'
import type { Prepared } from './statement.ts'
import { toStorable } from './storable.ts'

// One look into the index for each endpoint: as a condition, EXISTS would be answered by reading all that is due.
const DUE_ENDPOINTS: Prepared = {
  name: 'due_endpoints',
  text: `SELECT e.* FROM endpoint e CROSS JOIN LATERAL (
      SELECT 1 FROM delivery d WHERE d.directory_id = e.directory_id AND d.endpoint_id = e.id
        AND d.state = 'pending' AND d.next_at <= $1 LIMIT 1) d
    WHERE e.enabled = 1 ORDER BY e.directory_id, e.id`,
}

// What another worker leases in this moment is passed over, not waited for. What is held is updated where it lies: the plan
// of a join would depend on how long the queue was when it was last counted.
const LEASE: Prepared = {
  name: 'lease_deliveries',
  text: `WITH leased AS (
      UPDATE delivery SET attempt = attempt + 1, next_at = $5
      WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM delivery
        WHERE directory_id = $1 AND endpoint_id = $2 AND state = 'pending' AND next_at <= $3
        ORDER BY next_at, id LIMIT $4 FOR UPDATE SKIP LOCKED))
      RETURNING id AS delivery_id, attempt, directory_id, sequence
    )
    SELECT l.delivery_id, l.attempt, e.* FROM leased l
    JOIN event e ON e.directory_id = l.directory_id AND e.sequence = l.sequence`,
}

const EARLIEST: Prepared = {
  name: 'earliest_delivery',
  text: `SELECT min(d.next_at) AS next_at FROM endpoint e CROSS JOIN LATERAL (
      SELECT next_at FROM delivery d WHERE d.directory_id = e.directory_id AND d.endpoint_id = e.id
        AND d.state = 'pending' ORDER BY next_at LIMIT 1) d
    WHERE e.enabled = 1`,
}

interface LeasedRow extends EventRow {
  delivery_id: number
  attempt: number
}

/** The delivery queue, as that of the SQLite store; any number of processes may take from it. */
export const createOutbox = (database: Database): Outbox & { idle: () => Promise<void> } => {
  let lastServed: EndpointRow | undefined
  const { settle, idle } = createSettling(database)
  return {
    claim: async ({ limit, leaseMs, now, roomFor = () => limit }) => {
      const due = await database.read<EndpointRow>('*', DUE_ENDPOINTS, [now])
      if (!due.some((row) => roomFor(keysOf(row)) > 0)) return []
      const claimed: ClaimedDelivery[] = []
      const turns = takeTurns(due, { lastServed, limit, roomFor })
      try {
        await database.transaction('*', async ({ run }) => {
          const lease = async ({ row, count }: Turn): Promise<number> => {
            const values = [row.directory_id, row.id, now, count, now + leaseMs]
            const leased = await run<LeasedRow>(LEASE, values)
            const endpoint = toEndpoint(row)
            for (const { delivery_id: id, attempt, ...event } of leased)
              claimed.push({ id, attempt, endpoint, event: toEvent(event) })
            return leased.length
          }
          // The turns of a round are sent together: one way there and back for all of them.
          for (let round = turns.next(); !round.done; ) {
            lastServed = round.value.at(-1)?.row
            round = turns.next(await Promise.all(round.value.map(lease)))
          }
        })
      } catch (error) {
        throw postgresError(error)
      }
      return claimed.sort((one, other) => one.id - other.id)
    },
    settle: (delivery, outcome, now) =>
      settle({
        id: delivery.id,
        attempt: delivery.attempt,
        at: now,
        ...stateAfter(outcome, now),
        ...attemptColumns(outcome),
        error: outcome.result === 'failed' ? toStorable(outcome.error) : null,
      }),
    nextDueAt: async () => {
      const [row] = await database.read<{ next_at: number | null }>('*', EARLIEST)
      return row?.next_at ?? undefined
    },
    ...createDeliveryLog(database),
    idle,
  }
}
