import type { StoredEvent } from '../durable-store.ts'
import { type EventRow, toEvent } from '../rows/event-row.ts'
import type { Database } from './database.ts'
import type { Prepared } from './statement.ts'

const AFTER: Prepared = {
  name: 'events_after',
  text: 'SELECT * FROM event WHERE directory_id = $1 AND sequence > $2 ORDER BY sequence LIMIT $3',
}

/** The events of a directory after a sequence number, in order. */
export const eventsAfter = async (
  database: Database,
  directoryId: string,
  { after, limit }: { after: number; limit: number },
): Promise<StoredEvent[]> => {
  const values = [directoryId, after, Math.max(0, limit)]
  return (await database.read<EventRow>(directoryId, AFTER, values)).map(toEvent)
}
