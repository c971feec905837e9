import type { Database } from 'better-sqlite3'
import type { Outbox } from '../durable-store.ts'
import { type AttemptRow, toAttempt } from '../rows/attempt-row.ts'
import { type DeliveryRow, toDelivery } from '../rows/delivery-row.ts'
import type { GroupCommit } from './group-commit.ts'

/** What people see of the delivery queue, and how they put deliveries back into it. */
export const createDeliveryLog = (
  db: Database,
  commits: GroupCommit,
): Pick<Outbox, 'list' | 'attempts' | 'resend' | 'recover'> => {
  const list = db.prepare<[Record<string, string | number | null>], DeliveryRow>(
    `SELECT d.id, d.endpoint_id, e.id AS event_id, e.type, d.sequence, d.state, d.attempt, d.next_at
     FROM delivery d JOIN event e ON e.directory_id = d.directory_id AND e.sequence = d.sequence
     WHERE d.directory_id = :directoryId AND (:endpointId IS NULL OR d.endpoint_id = :endpointId)
       AND (:state IS NULL OR d.state = :state) AND (:before IS NULL OR d.id < :before)
     ORDER BY d.id DESC LIMIT :limit`,
  )
  const attempts = db.prepare<[string, number], AttemptRow>(
    `SELECT attempt, result, status, error, duration_ms, at FROM attempt
     WHERE directory_id = ? AND delivery_id = ? ORDER BY attempt`,
  )
  const resend = db.prepare<[number, string, number]>(
    `UPDATE delivery SET state = 'pending', next_at = ?
     WHERE directory_id = ? AND id = ? AND state IN ('delivered', 'failed')`,
  )
  const recover = db.prepare<[number, string, string, string]>(
    `UPDATE delivery SET state = 'pending', next_at = ?
     WHERE directory_id = ? AND endpoint_id = ? AND state = 'failed' AND EXISTS (
       SELECT 1 FROM event e WHERE e.directory_id = delivery.directory_id
         AND e.sequence = delivery.sequence AND e.at >= ?)`,
  )
  return {
    list: async (directoryId, { endpointId = null, state = null, before = null, limit }) =>
      list.all({ directoryId, endpointId, state, before, limit }).map(toDelivery),
    attempts: async (directoryId, deliveryId) =>
      attempts.all(directoryId, deliveryId).map(toAttempt),
    resend: (directoryId, deliveryId, now) =>
      commits.run(() => resend.run(now, directoryId, deliveryId).changes === 1),
    recover: (directoryId, endpointId, { since, now }) =>
      commits.run(() => recover.run(now, directoryId, endpointId, since).changes),
  }
}
