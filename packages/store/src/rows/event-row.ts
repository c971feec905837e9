import type { StoredEvent } from '../durable-store.ts'

/** An event as it lies in its row. */
export interface EventRow {
  directory_id: string
  sequence: number
  id: string
  type: string
  resource_id: string
  at: string
  body: string
}

/** The event of a row. */
export const toEvent = (row: EventRow): StoredEvent => ({
  directoryId: row.directory_id,
  sequence: row.sequence,
  id: row.id,
  type: row.type,
  resourceId: row.resource_id,
  at: row.at,
  body: row.body,
})
