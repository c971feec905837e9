import type { Member, StoredResource, Write, WriteResult } from '@scimwright/server'
import { hasMembers } from '../collections.ts'
import { versionNumber, versionTag } from '../version-number.ts'
import { replaceValues } from './replace-values.ts'
import { described, type Tables } from './tables.ts'

type Delete = Extract<Write, { operation: 'delete' }>

/** Deletes a resource, and takes it out of the groups it is a member of: each is a change of its own. */
export const deleteResource = (
  tables: Tables,
  directoryId: string,
  { resourceType, id, expectedVersion }: Delete,
): WriteResult => {
  const row = tables.resources.read(directoryId, id)
  if (row?.type !== resourceType.name) return { outcome: 'missing' }
  if (expectedVersion !== undefined && row.version !== versionNumber(expectedVersion))
    return { outcome: 'conflict' }

  const at = new Date().toISOString()
  const before = described(tables, directoryId, resourceType, row.resource)
  // A group may be a member of itself: then that row goes with the others of the group.
  const groups = tables.members.groupsOf(directoryId, id).filter(({ value }) => value !== id)
  const membersRemoved = hasMembers(resourceType) ? tables.members.clear(directoryId, id) : []
  replaceValues(tables.values, directoryId, resourceType, { before: row.resource })
  tables.resources.remove(directoryId, row.type, id, row.version)
  tables.log.record({
    directoryId,
    operation: 'delete',
    cause: 'delete',
    resourceType: row.type,
    id,
    version: row.version + 1,
    before,
    after: undefined,
    changes: [],
    membersAdded: [],
    membersRemoved,
    at,
  })
  for (const { value } of groups)
    leaveGroup(tables, directoryId, value, {
      at,
      removed: tables.members.remove(directoryId, value, [id]),
    })
  return { outcome: 'written', resource: before }
}

const leaveGroup = (
  { resources, log }: Tables,
  directoryId: string,
  groupId: string,
  { at, removed }: { at: string; removed: readonly Member[] },
): void => {
  const row = resources.read(directoryId, groupId)
  if (!row) throw new Error('A member row names a group that is not there.')
  const before = row.resource
  const version = row.version + 1
  const after: StoredResource = {
    ...before,
    meta: { ...before.meta, lastModified: at, version: versionTag(version) },
  }
  resources.update(directoryId, after, { expected: row.version })
  log.record({
    directoryId,
    operation: 'update',
    cause: 'delete',
    resourceType: row.type,
    id: groupId,
    version,
    before,
    after,
    changes: [],
    membersAdded: [],
    membersRemoved: removed,
    at,
  })
}
