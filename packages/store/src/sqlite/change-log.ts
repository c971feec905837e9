import { randomUUID } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { Change, Describe, EventDraft } from '../durable-store.ts'

/** Where changes become events, deliveries and audit rows, in their transaction. */
export type ChangeLog = ReturnType<typeof createChangeLog>

/** The statements that record a change; `enqueued` is called for each delivery put into the queue. */
export const createChangeLog = (
  db: Database,
  { describe, enqueued }: { describe: Describe; enqueued: () => void },
) => {
  const advance = db.prepare<[string, number], { sequence: number; change: number }>(
    `INSERT INTO directory_seq (directory_id, sequence, change) VALUES (?, ?, 1)
     ON CONFLICT DO UPDATE SET sequence = sequence + excluded.sequence, change = change + 1
     RETURNING sequence, change`,
  )
  const insertEvent = db.prepare<[string, number, string, string, string, string, string]>(
    `INSERT INTO event (directory_id, sequence, id, type, resource_id, at, body)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  const readEndpoints = db.prepare<[string], { id: string; event_types: string }>(
    'SELECT id, event_types FROM endpoint WHERE directory_id = ? AND enabled = 1',
  )
  // Only the first unfinished delivery of a resource is pending; the ones behind it wait for their turn.
  const insertDelivery = db.prepare<[Record<string, string | number>]>(
    `INSERT INTO delivery (directory_id, endpoint_id, resource_id, sequence, state, attempt, next_at)
     SELECT :directoryId, :endpointId, :resourceId, :sequence,
       CASE WHEN EXISTS (
         SELECT 1 FROM delivery
         WHERE directory_id = :directoryId AND endpoint_id = :endpointId AND resource_id = :resourceId
           AND state IN ('waiting', 'pending')
       ) THEN 'waiting' ELSE 'pending' END, 0, :now`,
  )
  const insertAudit = db.prepare<
    [string, number, string, string, string, string, string, number, string]
  >(
    `INSERT INTO audit (directory_id, change, at, operation, cause, type, resource_id, version, attributes)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )

  const deliver = (directoryId: string, sequence: number, draft: EventDraft): void => {
    for (const endpoint of readEndpoints.all(directoryId)) {
      const types = JSON.parse(endpoint.event_types) as string[]
      if (types.length > 0 && !types.includes(draft.type)) continue
      const { resourceId } = draft
      const endpointId = endpoint.id
      insertDelivery.run({ directoryId, endpointId, resourceId, sequence, now: Date.now() })
      enqueued()
    }
  }

  /** Writes events and their deliveries; gives back the number of the change they belong to. */
  const append = (directoryId: string, at: string, drafts: readonly EventDraft[]): number => {
    const place = advance.get(directoryId, drafts.length)
    if (!place) throw new Error('The change got no number.')
    drafts.forEach((draft, index) => {
      const sequence = place.sequence - drafts.length + index + 1
      const id = `evt_${randomUUID().replaceAll('-', '')}`
      const body = draft.body({ id, sequence })
      insertEvent.run(directoryId, sequence, id, draft.type, draft.resourceId, at, body)
      deliver(directoryId, sequence, draft)
    })
    return place.change
  }

  return {
    /** Writes events that no change of a resource is behind. */
    append,
    /** Records one change and gives back its number in the directory: 1, 2, 3, … */
    record: (change: Change): number => {
      const { directoryId, at } = change
      const number = append(directoryId, at, describe(change))
      const { operation, cause, resourceType, id, version } = change
      const attributes = JSON.stringify(changedNames(change))
      insertAudit.run(
        directoryId,
        number,
        at,
        operation,
        cause,
        resourceType,
        id,
        version,
        attributes,
      )
      return number
    },
  }
}

const changedNames = ({ changes, membersAdded, membersRemoved }: Change): string[] => [
  ...changes.map(({ path }) => path),
  ...(membersAdded.length + membersRemoved.length > 0 ? ['members'] : []),
]
