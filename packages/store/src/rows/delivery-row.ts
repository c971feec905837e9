import type { DeliveryRecord, DeliveryState } from '../durable-store.ts'

/** A delivery beside its event, as they lie in their rows. */
export interface DeliveryRow {
  id: number
  endpoint_id: string
  event_id: string
  type: string
  sequence: number
  state: DeliveryState
  attempt: number
  next_at: number
}

/** The delivery of a row. */
export const toDelivery = (row: DeliveryRow): DeliveryRecord => ({
  id: row.id,
  endpointId: row.endpoint_id,
  eventId: row.event_id,
  eventType: row.type,
  sequence: row.sequence,
  state: row.state,
  attempts: row.attempt,
  at: row.next_at,
})
