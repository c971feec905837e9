import type { ResourceTypeDefinition } from '@scimwright/types'
import { numberOf, versionOf } from './entity-tag.ts'
import { createMemberships } from './memory-members.ts'
import { createUniqueValues } from './memory-uniqueness.ts'
import type { StoredResource, Write, WriteResult } from './store.ts'

/** The resources of one directory, in order of creation. */
export type MemoryDirectory = ReturnType<typeof createMemoryDirectory>

interface Entry {
  readonly resourceType: ResourceTypeDefinition
  /** Its place in the order of creation. */
  readonly position: number
  /** Without members and groups; frozen. */
  resource: StoredResource
}

/** An empty directory. */
export const createMemoryDirectory = () => {
  const entries = new Map<string, Entry>()
  const memberships = createMemberships()
  const unique = createUniqueValues()

  const groupsOf = (id: string) =>
    memberships
      .groupsOf(id)
      .flatMap((groupId) => entries.get(groupId) ?? [])
      .sort((one, other) => one.position - other.position)
      .map(({ resource: { id: value, displayName } }) => ({
        value,
        ...(typeof displayName === 'string' && { display: displayName }),
        type: 'direct',
      }))

  const whole = ({ resource, resourceType }: Entry, withoutMembers = false): StoredResource => {
    const members = withoutMembers ? [] : [...memberships.membersOf(resource.id).values()]
    const groups = 'groups' in resourceType.schema.attributes ? groupsOf(resource.id) : []
    if (members.length === 0 && groups.length === 0) return resource
    return {
      ...resource,
      ...(members.length > 0 && { members }),
      ...(groups.length > 0 && { groups }),
    }
  }

  let created = 0
  const store = (resourceType: ResourceTypeDefinition, resource: StoredResource): void => {
    const { members: _members, groups: _groups, ...content } = resource
    const known = entries.get(resource.id)
    if (known) unique.release(resourceType, known.resource)
    unique.take(resourceType, content)
    const position = known?.position ?? ++created
    entries.set(resource.id, { position, resourceType, resource: Object.freeze(content) })
  }

  const write = (change: Write): WriteResult => {
    if (change.operation === 'create') return create(change)
    const id = change.operation === 'update' ? change.resource.id : change.id
    const entry = entries.get(id)
    if (entry?.resourceType.name !== change.resourceType.name || !entry)
      return { outcome: 'missing' }
    const { expectedVersion } = change
    if (expectedVersion !== undefined && expectedVersion !== entry.resource.meta.version)
      return { outcome: 'conflict' }
    return change.operation === 'update' ? update(entry, change) : remove(entry)
  }

  const create = ({
    resource,
    resourceType,
  }: Extract<Write, { operation: 'create' }>): WriteResult => {
    unique.check(resourceType, resource)
    store(resourceType, resource)
    if (Array.isArray(resource.members))
      memberships.change(resource.id, { replaceAll: true, add: resource.members, remove: [] })
    return { outcome: 'written', resource }
  }

  const update = (entry: Entry, change: Extract<Write, { operation: 'update' }>): WriteResult => {
    const { resource, resourceType, changes } = change
    unique.check(resourceType, resource)
    const touched = change.members ? memberships.change(resource.id, change.members) : false
    if (changes.length === 0 && !touched) return { outcome: 'unchanged', resource: whole(entry) }
    store(resourceType, resource)
    return {
      outcome: 'written',
      resource: whole({ ...entry, resource: withoutRows(resource) }),
    }
  }

  const remove = (entry: Entry): WriteResult => {
    const before = whole(entry)
    const { id } = before
    entries.delete(id)
    unique.release(entry.resourceType, entry.resource)
    const groupIds = memberships.groupsOf(id)
    memberships.forget(id)
    for (const groupId of groupIds) bump(groupId)
    return { outcome: 'written', resource: before }
  }

  // A group that lost a member because it was deleted is another version of itself.
  const bump = (groupId: string): void => {
    const group = entries.get(groupId)
    if (!group) return
    const { meta } = group.resource
    const version = versionOf(numberOf(meta.version) + 1)
    group.resource = Object.freeze({
      ...group.resource,
      meta: { ...meta, version, lastModified: new Date().toISOString() },
    })
  }

  return {
    get: (resourceType: ResourceTypeDefinition, id: string, withoutMembers: boolean) => {
      const entry = entries.get(id)
      return entry?.resourceType.name === resourceType.name
        ? whole(entry, withoutMembers)
        : undefined
    },
    all: (resourceType: ResourceTypeDefinition): StoredResource[] =>
      [...entries.values()]
        .filter((entry) => entry.resourceType.name === resourceType.name)
        .map((entry) => whole(entry)),
    /** The place of a resource in the order of creation. */
    positionOf: (id: string): number => entries.get(id)?.position ?? 0,
    countMembers: (groupId: string): number => memberships.membersOf(groupId).size,
    write,
  }
}

const withoutRows = ({ members: _m, groups: _g, ...resource }: StoredResource): StoredResource =>
  resource
