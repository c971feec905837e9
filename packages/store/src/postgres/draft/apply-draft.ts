import type { Connection } from '../database.ts'
import { appendValues } from './append-draft.ts'
import { APPEND } from './append-statement.ts'
import { countChanges } from './count-changes.ts'
import type { Draft } from './create-draft.ts'
import { AMEND } from './draft-statements.ts'

/** Sends what a draft of a locked directory has changed; the statements are not waited for. */
export const applyDraft = (
  connection: Connection,
  directoryId: string,
  draft: Draft,
): Promise<unknown>[] => {
  const amended = amend(connection, directoryId, draft)
  const { start, place } = draft.changes
  if (place.change === start.change) return amended
  return [
    ...amended,
    connection.run(APPEND, appendValues([{ directoryId, draft, isBlind: false }])),
  ]
}

const amend = ({ run }: Connection, directoryId: string, draft: Draft): Promise<unknown>[] => {
  const documents = draft.resources.changes()
  const members = draft.memberRows.changes()
  const uniques = draft.unique.changes()
  const values = draft.indexed.changes()
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
    ...countChanges(documents).removed.map(({ type, total }) =>
      run(AMEND.countDown, [directoryId, type, total]),
    ),
  ]
}

const putInto = (lists: Map<string, string[]>, key: string, value: string): void => {
  const list = lists.get(key)
  if (list) list.push(value)
  else lists.set(key, [value])
}
