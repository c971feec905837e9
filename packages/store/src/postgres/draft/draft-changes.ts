import type { Endpoint, StoredEvent } from '../../durable-store.ts'
import type { AuditRow, ChangeTable, DeliveryDraft } from '../../write/change-log.ts'
import { requireStorableTexts } from '../storable.ts'
import type { Journal } from './overlay.ts'

/** The place of a directory in its sequences, and who wants its events. */
export interface DirectoryPlace {
  readonly sequence: number
  readonly change: number
  readonly endpoints: readonly Pick<Endpoint, 'id' | 'eventTypes'>[]
  /** The same, as the database says it. */
  readonly endpointList: string
}

/** What has happened in a directory, in memory. */
export interface DraftChanges extends ChangeTable {
  readonly start: DirectoryPlace
  readonly place: Readonly<Pick<DirectoryPlace, 'sequence' | 'change'>>
  readonly events: readonly StoredEvent[]
  readonly deliveries: readonly DeliveryDraft[]
  readonly audits: readonly AuditRow[]
}

/** What has happened in a directory since it was locked at a place. */
export const draftChanges = (start: DirectoryPlace, journal: Journal): DraftChanges => {
  let { sequence, change } = start
  const events: StoredEvent[] = []
  const deliveries: DeliveryDraft[] = []
  const audits: AuditRow[] = []
  const push = <Row>(list: Row[], row: Row): void => {
    list.push(row)
    journal.record(() => list.pop())
  }
  return {
    start,
    get place() {
      return { sequence, change }
    },
    events,
    deliveries,
    audits,
    advance: (_, count) => {
      const before = { sequence, change }
      journal.record(() => {
        ;({ sequence, change } = before)
      })
      sequence += count
      change += 1
      return { sequence, change }
    },
    insertEvent: (event) => {
      requireStorableTexts([event.type, event.resourceId, event.body])
      push(events, event)
    },
    endpoints: () => start.endpoints,
    insertDelivery: (delivery) => push(deliveries, delivery),
    insertAudit: (row) => push(audits, row),
  }
}
