import type { Database } from 'better-sqlite3'
import type { StoredEvent } from '../durable-store.ts'

/** Reads the event log. */
export const createEventRows = (db: Database) => {
  const one = db.prepare<[string, number], Row>(
    'SELECT * FROM event WHERE directory_id = ? AND sequence = ?',
  )
  const after = db.prepare<[string, number, number], Row>(
    'SELECT * FROM event WHERE directory_id = ? AND sequence > ? ORDER BY sequence LIMIT ?',
  )
  return {
    /** One event of a directory. */
    get: (directoryId: string, sequence: number): StoredEvent => {
      const row = one.get(directoryId, sequence)
      if (!row) throw new Error(`Event ${sequence} of directory "${directoryId}" is not there.`)
      return toEvent(row)
    },
    /** The events of a directory after a sequence number, in order. */
    after: (directoryId: string, sequence: number, limit: number): StoredEvent[] =>
      after.all(directoryId, sequence, Math.max(0, limit)).map(toEvent),
  }
}

/** Reads the event log. */
export type EventRows = ReturnType<typeof createEventRows>

interface Row {
  directory_id: string
  sequence: number
  id: string
  type: string
  resource_id: string
  at: string
  body: string
}

const toEvent = (row: Row): StoredEvent => ({
  directoryId: row.directory_id,
  sequence: row.sequence,
  id: row.id,
  type: row.type,
  resourceId: row.resource_id,
  at: row.at,
  body: row.body,
})
