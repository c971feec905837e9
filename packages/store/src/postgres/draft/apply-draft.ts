import { fold } from '@scimwright/engine'
import type { Member } from '@scimwright/server'
import type { DeliveryDraft } from '../../write/change-log.ts'
import type { Connection } from '../database.ts'
import type { Draft } from './create-draft.ts'
import type { DraftMember } from './draft-members.ts'
import type { DraftResource } from './draft-resources.ts'
import { AMEND, APPEND } from './draft-statements.ts'

/** Sends what a draft has changed; the statements are not waited for. */
export const applyDraft = (
  { run }: Connection,
  directoryId: string,
  { resources, memberRows, unique, indexed, changes }: Draft,
): Promise<unknown>[] => {
  const documents = resources.changes()
  const members = memberRows.changes()
  const uniques = unique.changes()
  const values = indexed.changes()
  const counts = countsOf(documents)
  const amended: readonly object[][] = [
    documents.changed.map(toResourceRow),
    documents.removed.map(({ id }) => ({ id })),
    values.removed.map(toValueRow),
    uniques.removed.map(toValueRow),
    uniques.changed.map(toValueRow),
    members.removed.map(toMemberRow),
    members.changed.map(toMemberRow),
    counts.removed,
  ]
  const appended: readonly object[][] = [
    documents.added.map(toResourceRow),
    values.added.map(toValueRow),
    uniques.added.map(toValueRow),
    members.added.map(toMemberRow),
    [...changes.events],
    withPlaces(changes.deliveries),
    [...changes.audits],
    counts.added,
  ]
  const { sequence, change } = changes.place
  const json = (lists: readonly object[][]) => lists.map((list) => JSON.stringify(list))
  return [
    ...(amended.some((list) => list.length > 0)
      ? [run(AMEND, [directoryId, ...json(amended)])]
      : []),
    ...(change > changes.start.change
      ? [run(APPEND, [directoryId, ...json(appended), sequence, change])]
      : []),
  ]
}

const folded = (text: string | undefined): string | undefined =>
  text === undefined || fold(text) === text ? undefined : fold(text)

const toResourceRow = ({ resource: _, ...row }: DraftResource) => ({
  ...row,
  id_folded: folded(row.id),
})

const toValueRow = ({ resourceId, ...row }: { resourceId: string }) => ({
  ...row,
  resource_id: resourceId,
})

const toMemberRow = ({ groupId, member }: DraftMember, ordinal: number) => {
  const { value, type, display }: Member = member
  return {
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

const countsOf = ({ added, removed }: { added: DraftResource[]; removed: DraftResource[] }) => {
  const totals = new Map<string, number>()
  const count = (rows: readonly DraftResource[], by: number): void => {
    for (const { type } of rows) totals.set(type, (totals.get(type) ?? 0) + by)
  }
  count(added, 1)
  count(removed, -1)
  const by = (sign: number) =>
    [...totals].flatMap(([type, total]) =>
      total * sign > 0 ? [{ type, total: total * sign }] : [],
    )
  return { added: by(1), removed: by(-1) }
}
