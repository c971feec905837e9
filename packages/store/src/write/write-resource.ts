import type { StoredResource, Write, WriteResult } from '@scimwright/server'
import { hasMembers, membersOf, withoutCollections } from '../collections.ts'
import { versionNumber } from '../version-number.ts'
import { applyMemberDelta } from './apply-member-delta.ts'
import { deleteResource } from './delete-resource.ts'
import { replaceValues } from './replace-values.ts'
import { described, type MemberChange, type Tables } from './tables.ts'

/** Carries out one write inside the transaction of the caller. */
export const writeResource = (tables: Tables, directoryId: string, write: Write): WriteResult => {
  if (write.operation === 'create') return createResource(tables, directoryId, write)
  if (write.operation === 'update') return updateResource(tables, directoryId, write)
  return deleteResource(tables, directoryId, write)
}

type Create = Extract<Write, { operation: 'create' }>
type Update = Extract<Write, { operation: 'update' }>

const createResource = (
  tables: Tables,
  directoryId: string,
  { resourceType, resource }: Create,
): WriteResult => {
  replaceValues(tables.values, directoryId, resourceType, { after: resource })
  const membersAdded = hasMembers(resourceType)
    ? tables.members.add(directoryId, resource.id, membersOf(resource))
    : []
  const position = tables.log.record({
    directoryId,
    operation: 'create',
    cause: 'create',
    resourceType: resourceType.name,
    id: resource.id,
    version: versionNumber(resource.meta.version),
    before: undefined,
    after: described(tables, directoryId, resourceType, resource),
    changes: [],
    membersAdded,
    membersRemoved: [],
    at: resource.meta.lastModified,
  })
  tables.resources.insert(directoryId, resourceType, resource, position)
  return { outcome: 'written', resource }
}

const NO_MEMBERS: MemberChange = { added: [], removed: [] }

const updateResource = (tables: Tables, directoryId: string, write: Update): WriteResult => {
  const { resourceType, cause, changes } = write
  const { id } = write.resource
  const row = tables.resources.read(directoryId, id)
  if (row?.type !== resourceType.name) return { outcome: 'missing' }
  if (row.version !== versionNumber(write.expectedVersion)) return { outcome: 'conflict' }

  const members = write.members
    ? applyMemberDelta(tables.members, directoryId, id, write.members)
    : NO_MEMBERS
  const carried = write.members?.replaceAll === true
  if (changes.length + members.added.length + members.removed.length === 0)
    return {
      outcome: 'unchanged',
      resource: withMembers(
        tables,
        directoryId,
        described(tables, directoryId, resourceType, row.resource),
        carried,
      ),
    }

  const resource = withoutCollections(resourceType, write.resource)
  const before = described(tables, directoryId, resourceType, row.resource)
  const after = described(tables, directoryId, resourceType, resource)
  replaceValues(tables.values, directoryId, resourceType, { before: row.resource, after: resource })
  tables.resources.update(directoryId, resource, { expected: row.version, resourceType })
  tables.log.record({
    directoryId,
    operation: 'update',
    cause,
    resourceType: resourceType.name,
    id,
    version: versionNumber(resource.meta.version),
    before,
    after,
    changes,
    membersAdded: members.added,
    membersRemoved: members.removed,
    at: resource.meta.lastModified,
  })
  return { outcome: 'written', resource: withMembers(tables, directoryId, after, carried) }
}

const withMembers = (
  { members }: Tables,
  directoryId: string,
  resource: StoredResource,
  carried: boolean,
): StoredResource => {
  const list = carried ? members.list(directoryId, resource.id) : []
  return list.length > 0 ? { ...resource, members: list } : resource
}
