import type { Outbox } from '../durable-store.ts'
import { type AttemptRow, toAttempt } from '../rows/attempt-row.ts'
import { type DeliveryRow, toDelivery } from '../rows/delivery-row.ts'
import type { Database } from './database.ts'
import { postgresError } from './postgres-error.ts'
import type { Parameter, Prepared } from './statement.ts'

const LIST: Prepared = {
  name: 'list_deliveries',
  text: `SELECT d.id, d.endpoint_id, e.id AS event_id, e.type, d.sequence, d.state, d.attempt, d.next_at
    FROM delivery d JOIN event e ON e.directory_id = d.directory_id AND e.sequence = d.sequence
    WHERE d.directory_id = $1 AND ($2::text IS NULL OR d.endpoint_id = $2)
      AND ($3::text IS NULL OR d.state = $3) AND ($4::bigint IS NULL OR d.id < $4)
    ORDER BY d.id DESC LIMIT $5`,
}
const ATTEMPTS: Prepared = {
  name: 'list_attempts',
  text: `SELECT attempt, result, status, error, duration_ms, at FROM attempt
    WHERE directory_id = $1 AND delivery_id = $2 ORDER BY attempt`,
}
const RESEND: Prepared = {
  text: `UPDATE delivery SET state = 'pending', next_at = $1
    WHERE directory_id = $2 AND id = $3 AND state IN ('delivered', 'failed') RETURNING id`,
}
const RECOVER: Prepared = {
  text: `UPDATE delivery d SET state = 'pending', next_at = $1
    FROM event e WHERE d.directory_id = $2 AND d.endpoint_id = $3 AND d.state = 'failed'
      AND e.directory_id = d.directory_id AND e.sequence = d.sequence AND e.at >= $4
    RETURNING d.id`,
}

/** What people see of the delivery queue, and how they put deliveries back into it. */
export const createDeliveryLog = (
  database: Database,
): Pick<Outbox, 'list' | 'attempts' | 'resend' | 'recover'> => ({
  list: async (directoryId, { endpointId = null, state = null, before = null, limit }) => {
    const values = [directoryId, endpointId, state, before, limit]
    return (await database.read<DeliveryRow>(directoryId, LIST, values)).map(toDelivery)
  },
  attempts: async (directoryId, deliveryId) => {
    const values = [directoryId, deliveryId]
    return (await database.read<AttemptRow>(directoryId, ATTEMPTS, values)).map(toAttempt)
  },
  resend: async (directoryId, deliveryId, now) => {
    const values = [now, directoryId, deliveryId]
    return (await write(database, directoryId, RESEND, values)).length === 1
  },
  recover: async (directoryId, endpointId, { since, now }) => {
    const values = [now, directoryId, endpointId, since]
    return (await write(database, directoryId, RECOVER, values)).length
  },
})

// A read is asked twice when the connection is lost; a write is not.
const write = async (
  database: Database,
  directoryId: string,
  statement: Prepared,
  values: readonly Parameter[],
): Promise<unknown[]> => {
  try {
    return await database.transaction(directoryId, ({ run }) => run(statement, values))
  } catch (error) {
    throw postgresError(error)
  }
}
