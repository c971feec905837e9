import type { StoredResource } from '@scimwright/server'
import type { ResourceTypeDefinition } from '@scimwright/types'
import { hasGroups, withoutCollections } from '../collections.ts'
import type { ChangeLog } from './change-log.ts'
import type { MemberRows } from './member-rows.ts'
import type { ResourceRows } from './resource-rows.ts'
import type { ValueRows } from './value-rows.ts'

/** The rows a write touches. */
export interface Tables {
  readonly resources: ResourceRows
  readonly members: MemberRows
  readonly values: ValueRows
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
