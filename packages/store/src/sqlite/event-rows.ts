import type { Database } from 'better-sqlite3'
import type { StoredEvent } from '../durable-store.ts'
import { type EventRow, toEvent } from '../rows/event-row.ts'

/** Reads the event log. */
export const createEventRows = (db: Database) => {
  const one = db.prepare<[string, number], EventRow>(
    'SELECT * FROM event WHERE directory_id = ? AND sequence = ?',
  )
  const after = db.prepare<[string, number, number], EventRow>(
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
