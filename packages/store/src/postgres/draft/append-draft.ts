import { fold } from '@scimwright/engine'
import type { Member } from '@scimwright/server'
import type { DeliveryDraft } from '../../write/change-log.ts'
import { jsonbArray, textArray } from '../binary-arrays.ts'
import type { Parameter } from '../statement.ts'
import { countChanges } from './count-changes.ts'
import type { Draft } from './create-draft.ts'
import type { DraftMember } from './draft-members.ts'
import type { DraftResource } from './draft-resources.ts'

/** A draft of what is new in a directory. */
export interface Addition {
  readonly directoryId: string
  readonly draft: Draft
  /** Whether nothing was read before: then `APPEND` looks whether anything is in the way. */
  readonly isBlind: boolean
}

/** The values of `APPEND`. */
export const appendValues = (additions: readonly Addition[]): Parameter[] => {
  const lists = emptyLists()
  const docs: string[] = []
  const comparables: string[] = []
  const bodies: string[] = []
  additions.forEach(({ directoryId, draft, isBlind }, d) => {
    const { resources, memberRows, unique, indexed, changes } = draft
    const { sequence, change } = changes.place
    const { start } = changes
    const endpoints = isBlind ? start.endpointList : undefined
    const documents = resources.changes()
    const members = memberRows.changes()
    lists.places.push({
      d,
      directory_id: directoryId,
      start_sequence: start.sequence,
      start_change: start.change,
      sequence,
      change,
      endpoints,
    })
    for (const row of documents.added) {
      lists.resources.push(toResourceRow(d, row))
      docs.push(row.doc ?? '')
      comparables.push(JSON.stringify(row.comparable))
    }
    for (const row of indexed.changes().added) lists.values.push(toValueRow(d, row))
    for (const row of unique.changes().added) lists.uniques.push(toValueRow(d, row))
    // Who left and came back has a new place: the last one.
    for (const row of [...members.added, ...members.changed].sort(byPosition))
      lists.members.push(toMemberRow(d, row, lists.members.length))
    for (const { body, directoryId: _, ...row } of changes.events) {
      lists.events.push({ d, ...row })
      bodies.push(body)
    }
    for (const row of withPlaces(changes.deliveries)) lists.deliveries.push({ d, ...row })
    for (const { directoryId: _, ...row } of changes.audits) lists.audits.push({ d, ...row })
    for (const row of countChanges(documents).added) lists.counts.push({ d, ...row })
  })
  return [
    ...Object.values(lists).map((list) => JSON.stringify(list)),
    // What is long goes beside the lists: there each of its characters would be looked at several times.
    textArray(docs),
    jsonbArray(comparables),
    textArray(bodies),
  ]
}

// In the order of the placeholders.
const emptyLists = () => ({
  places: [] as object[],
  resources: [] as object[],
  values: [] as object[],
  uniques: [] as object[],
  members: [] as object[],
  events: [] as object[],
  deliveries: [] as object[],
  audits: [] as object[],
  counts: [] as object[],
})

const byPosition = (one: DraftMember, other: DraftMember): number => one.position - other.position

const folded = (text: string | undefined): string | undefined =>
  text === undefined || fold(text) === text ? undefined : fold(text)

const toResourceRow = (d: number, { id, type, position, version }: DraftResource) => ({
  d,
  id,
  id_folded: folded(id),
  type,
  position,
  version,
})

const toValueRow = (d: number, { resourceId, ...row }: { resourceId: string }) => ({
  d,
  ...row,
  resource_id: resourceId,
})

const toMemberRow = (d: number, { groupId, member }: DraftMember, ordinal: number) => {
  const { value, type, display }: Member = member
  return {
    d,
    group_id: groupId,
    member_id: value,
    type,
    display,
    member_id_folded: folded(value),
    type_folded: folded(type),
    display_folded: folded(display),
    ordinal,
  }
}

// Of one resource and endpoint, one statement cannot see the other deliveries it makes.
const withPlaces = (deliveries: readonly DeliveryDraft[]) => {
  const lanes = new Set<string>()
  return deliveries.map((delivery) => {
    const lane = JSON.stringify([delivery.endpointId, delivery.resourceId])
    const isBehind = lanes.has(lane)
    lanes.add(lane)
    return { ...delivery, isBehind }
  })
}
