import { fold } from '@scimwright/engine'
import type { Member } from '@scimwright/server'
import type { DeliveryDraft } from '../../write/change-log.ts'
import type { Connection } from '../database.ts'
import type { Draft } from './create-draft.ts'
import type { DraftMember } from './draft-members.ts'
import type { DraftResource } from './draft-resources.ts'
import { AMEND, APPEND } from './draft-statements.ts'
import type { DraftValue } from './draft-values.ts'
import type { Changes } from './overlay.ts'

/** Sends what a draft has changed; the statements are not waited for. */
export const applyDraft = (
  connection: Connection,
  directoryId: string,
  { resources, memberRows, unique, indexed, changes }: Draft,
): Promise<unknown>[] => {
  const difference = {
    documents: resources.changes(),
    members: memberRows.changes(),
    uniques: unique.changes(),
    values: indexed.changes(),
  }
  const amended = amend(connection, directoryId, difference)
  const { sequence, change } = changes.place
  if (change === changes.start.change) return amended
  const { documents, members, uniques, values } = difference
  const appended: readonly object[][] = [
    documents.added.map(toResourceRow),
    values.added.map(toValueRow),
    uniques.added.map(toValueRow),
    // Who left and came back has a new place: the last one.
    [...members.added, ...members.changed].sort(byPosition).map(toMemberRow),
    [...changes.events],
    withPlaces(changes.deliveries),
    [...changes.audits],
    countsOf(documents).added,
  ]
  const lists = appended.map((list) => JSON.stringify(list))
  return [...amended, connection.run(APPEND, [directoryId, ...lists, sequence, change])]
}

interface Difference {
  readonly documents: Changes<DraftResource>
  readonly members: Changes<DraftMember>
  readonly uniques: Changes<DraftValue>
  readonly values: Changes<DraftValue>
}

const amend = (
  { run }: Connection,
  directoryId: string,
  { documents, members, uniques, values }: Difference,
): Promise<unknown>[] => {
  const left = new Map<string, string[]>()
  for (const { groupId, member } of [...members.removed, ...members.changed])
    putInto(left, groupId, member.value)
  const removed = documents.removed.map(({ id }) => id)
  return [
    ...documents.changed.map(({ id, version, doc = '', comparable, meta }) =>
      run(AMEND.changeResource, [
        directoryId,
        id,
        version,
        doc,
        comparable ? JSON.stringify(comparable) : null,
        meta === undefined ? null : JSON.stringify(meta),
      ]),
    ),
    ...(removed.length > 0 ? [run(AMEND.removeResources, [directoryId, removed])] : []),
    ...values.removed.map(({ type, path, value, label = '', resourceId }) =>
      run(AMEND.removeIndexed, [directoryId, type, path, value, label, resourceId]),
    ),
    ...uniques.removed.map(({ type, path, value }) =>
      run(AMEND.removeUnique, [directoryId, type, path, value]),
    ),
    ...uniques.changed.map(({ type, path, value, resourceId }) =>
      run(AMEND.moveUnique, [directoryId, type, path, value, resourceId]),
    ),
    ...[...left].map(([groupId, ids]) => run(AMEND.removeMembers, [directoryId, groupId, ids])),
    ...countsOf(documents).removed.map(({ type, total }) =>
      run(AMEND.countDown, [directoryId, type, total]),
    ),
  ]
}

const putInto = (lists: Map<string, string[]>, key: string, value: string): void => {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}

const byPosition = (one: DraftMember, other: DraftMember): number => one.position - other.position

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

const countsOf = ({ added, removed }: Changes<DraftResource>) => {
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
