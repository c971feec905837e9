import type { MemberDelta, MemberValue } from '@scimwright/engine'
import { type ResourceTypeDefinition, ScimError } from '@scimwright/types'
import { numberOf, versionOf } from './entity-tag.ts'
import { createUniqueValues } from './memory-uniqueness.ts'
import type { Member, StoredResource, Write, WriteResult } from './store.ts'

/** The resources of one directory, in order of creation. */
export type MemoryDirectory = ReturnType<typeof createMemoryDirectory>

interface Entry {
  readonly resourceType: ResourceTypeDefinition
  /** Its place in the order of creation. */
  readonly position: number
  /** Without members and groups. */
  resource: StoredResource
}

/** An empty directory. */
export const createMemoryDirectory = () => {
  const entries = new Map<string, Entry>()
  const members = new Map<string, Map<string, Member>>()
  const unique = createUniqueValues()

  const groupsOf = (id: string) =>
    [...members].flatMap(([groupId, list]) => {
      const group = list.has(id) ? entries.get(groupId)?.resource : undefined
      if (!group) return []
      const { displayName } = group
      return [
        {
          value: groupId,
          ...(typeof displayName === 'string' && { display: displayName }),
          type: 'direct',
        },
      ]
    })

  const whole = ({ resource, resourceType }: Entry, withoutMembers = false): StoredResource => {
    const list = withoutMembers ? undefined : members.get(resource.id)
    const groups = 'groups' in resourceType.schema.attributes ? groupsOf(resource.id) : []
    return {
      ...resource,
      ...(list && list.size > 0 && { members: [...list.values()] }),
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
    entries.set(resource.id, { position, resourceType, resource: content })
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
      applyDelta(resource.id, { replaceAll: true, add: resource.members, remove: [] })
    return { outcome: 'written', resource }
  }

  const update = (entry: Entry, change: Extract<Write, { operation: 'update' }>): WriteResult => {
    const { resource, resourceType, changes } = change
    unique.check(resourceType, resource)
    const touched = change.members ? applyDelta(resource.id, change.members) : false
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
    members.delete(id)
    for (const [groupId, list] of members) if (list.delete(id)) bump(groupId)
    return { outcome: 'written', resource: before }
  }

  // A group that lost a member because it was deleted is another version of itself.
  const bump = (groupId: string): void => {
    const group = entries.get(groupId)
    if (!group) return
    const { meta } = group.resource
    const version = versionOf(numberOf(meta.version) + 1)
    group.resource = {
      ...group.resource,
      meta: { ...meta, version, lastModified: new Date().toISOString() },
    }
  }

  const applyDelta = (groupId: string, delta: MemberDelta): boolean => {
    const before = members.get(groupId) ?? new Map<string, Member>()
    const missing = delta.mustMatch?.find((value) => !before.has(value))
    if (missing !== undefined) throw noTarget()
    const kept = new Set(delta.add.map(({ value }) => value))
    const after = new Map(before)
    const removed = delta.replaceAll
      ? [...before.keys()].filter((value) => !kept.has(value))
      : delta.remove
    for (const value of removed) after.delete(value)
    for (const member of delta.add)
      if (!after.has(member.value)) after.set(member.value, toMember(member))
    members.set(groupId, after)
    return after.size !== before.size || [...after.keys()].some((value) => !before.has(value))
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
    countMembers: (groupId: string): number => members.get(groupId)?.size ?? 0,
    write,
  }
}

const withoutRows = ({ members: _m, groups: _g, ...resource }: StoredResource): StoredResource =>
  resource

const toMember = ({ value, type, display }: MemberValue): Member => ({
  value,
  ...(typeof type === 'string' && { type }),
  ...(typeof display === 'string' && { display }),
})

const noTarget = (): ScimError =>
  new ScimError({
    scimType: 'noTarget',
    detail: 'PATCH members[…]: the filter matches no member (RFC 7644 §3.5.2).',
    section: 'RFC7644 3.5.2',
  })
