import type { Member, StoredResource } from '@scimwright/server'
import type { ResourceTypeDefinition } from '@scimwright/types'
import { hasGroups, withoutCollections } from '../collections.ts'
import type { ChangeLog } from './change-log.ts'

/** A resource as read for a write. */
export interface ResourceRow {
  readonly type: string
  readonly version: number
  readonly resource: StoredResource
}

/** The documents of resources, without their members and groups, inside one transaction. */
export interface ResourceTable {
  read(directoryId: string, id: string): ResourceRow | undefined
  insert(
    directoryId: string,
    resourceType: ResourceTypeDefinition,
    resource: StoredResource,
    position: number,
  ): void
  /** Replaces the document if it still has that version; without a resource type only its `meta` may differ. */
  update(
    directoryId: string,
    resource: StoredResource,
    options: { expected: number; resourceType?: ResourceTypeDefinition },
  ): void
  remove(directoryId: string, type: string, id: string, expected: number): void
}

/** The members whose rows a change really added and removed. */
export interface MemberChange {
  readonly added: readonly Member[]
  readonly removed: readonly Member[]
}

/** A group a resource is a direct member of, as users carry it (RFC 7643 §4.1.2). */
export interface GroupOfMember {
  value: string
  display?: string
  type: 'direct'
}

/** The member collections of groups, one row a member, inside one transaction. */
export interface MemberTable {
  /** The members of a group, in the order they were added. */
  list(directoryId: string, groupId: string): Member[]
  has(directoryId: string, groupId: string, value: string): boolean
  /** Adds those that are no members yet, and gives them back. */
  add(directoryId: string, groupId: string, members: readonly Member[]): Member[]
  /** Takes members out of a group; their rows as they were. */
  remove(directoryId: string, groupId: string, values: readonly string[]): Member[]
  /** Empties a group. */
  clear(directoryId: string, groupId: string): Member[]
  /** The groups a resource is a member of, by their creation. */
  groupsOf(directoryId: string, memberId: string): GroupOfMember[]
}

/** A value of an attribute of resources of a type. */
export interface ValueKey {
  readonly directoryId: string
  readonly type: string
  readonly path: string
  readonly value: string
}

/** The value index and the unique values, inside one transaction. */
export interface ValueTable {
  /** False when another resource has the value. */
  addUnique(key: ValueKey, resourceId: string): boolean
  removeUnique(key: ValueKey, resourceId: string): void
  addIndexed(key: ValueKey & { label: string }, resourceId: string): void
  removeIndexed(key: ValueKey & { label: string }, resourceId: string): void
}

/** The rows a write touches. */
export interface Tables {
  readonly resources: ResourceTable
  readonly members: MemberTable
  readonly values: ValueTable
  readonly log: ChangeLog
}

/** A resource as changes describe it: without members, a user with its `groups`. */
export const described = (
  { members }: Tables,
  directoryId: string,
  resourceType: ResourceTypeDefinition,
  resource: StoredResource,
): StoredResource => {
  const view = withoutCollections(resourceType, resource)
  const groups = hasGroups(resourceType) ? members.groupsOf(directoryId, resource.id) : []
  return groups.length > 0 ? { ...view, groups } : view
}
