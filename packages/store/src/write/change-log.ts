import { randomUUID } from 'node:crypto'
import type { Change, Describe, Endpoint, EventDraft, StoredEvent } from '../durable-store.ts'

/** An audit row: who reads it learns what was changed, not the values. */
export interface AuditRow {
  readonly directoryId: string
  readonly change: number
  readonly at: string
  readonly operation: string
  readonly cause: string
  readonly type: string
  readonly resourceId: string
  readonly version: number
  /** A JSON list of attribute paths. */
  readonly attributes: string
}

/** A delivery before the database knows whether it has to wait for an earlier one. */
export interface DeliveryDraft {
  readonly directoryId: string
  readonly endpointId: string
  readonly resourceId: string
  readonly sequence: number
  /** Unix milliseconds. */
  readonly now: number
}

/** The rows that record changes, inside one transaction. */
export interface ChangeTable {
  /** Takes so many numbers for events and one for the change; the last of each. */
  advance(directoryId: string, events: number): { sequence: number; change: number }
  insertEvent(event: StoredEvent): void
  /** The endpoints of a directory that are enabled. */
  endpoints(directoryId: string): readonly Pick<Endpoint, 'id' | 'eventTypes'>[]
  insertDelivery(delivery: DeliveryDraft): void
  insertAudit(row: AuditRow): void
}

/** Where changes become events, deliveries and audit rows, in their transaction. */
export interface ChangeLog {
  /** Writes events that no change of a resource is behind; gives back the number of the change they are. */
  append(directoryId: string, at: string, drafts: readonly EventDraft[]): number
  /** Records one change and gives back its number in the directory: 1, 2, 3, … */
  record(change: Change): number
}

/** Describes changes and writes them down. */
export const createChangeLog = (rows: ChangeTable, describe: Describe): ChangeLog => {
  const deliver = (directoryId: string, sequence: number, draft: EventDraft): void => {
    for (const { id: endpointId, eventTypes } of rows.endpoints(directoryId)) {
      if (eventTypes.length > 0 && !eventTypes.includes(draft.type)) continue
      const { resourceId } = draft
      rows.insertDelivery({ directoryId, endpointId, resourceId, sequence, now: Date.now() })
    }
  }

  const append = (directoryId: string, at: string, drafts: readonly EventDraft[]): number => {
    const place = rows.advance(directoryId, drafts.length)
    drafts.forEach((draft, index) => {
      const { type, resourceId } = draft
      const sequence = place.sequence - drafts.length + index + 1
      const id = `evt_${randomUUID().replaceAll('-', '')}`
      const body = draft.body({ id, sequence })
      rows.insertEvent({ directoryId, sequence, id, type, resourceId, at, body })
      deliver(directoryId, sequence, draft)
    })
    return place.change
  }

  return {
    append,
    record: (change) => {
      const { directoryId, at, operation, cause, resourceType: type, id, version } = change
      const number = append(directoryId, at, describe(change))
      const attributes = JSON.stringify(changedNames(change))
      const about = { operation, cause, type, resourceId: id, version, attributes }
      rows.insertAudit({ directoryId, change: number, at, ...about })
      return number
    },
  }
}

const changedNames = ({ changes, membersAdded, membersRemoved }: Change): string[] => [
  ...changes.map(({ path }) => path),
  ...(membersAdded.length + membersRemoved.length > 0 ? ['members'] : []),
]
