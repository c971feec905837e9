import type { StoredResource, Write } from '@scimwright/server'
import {
  GroupResourceType,
  type ResourceTypeDefinition,
  UserResourceType,
  urns,
} from '@scimwright/types'
import type { Describe } from '../src/durable-store.ts'

export const DIRECTORY = 'dir_1'

/** One event per change, naming what changed. */
export const describeEverything: Describe = (change) => [
  {
    type: `${change.resourceType}.${change.operation}`,
    resourceId: change.id,
    body: (place) => JSON.stringify({ ...change, event: place }),
  },
]

const AT = '2026-01-02T03:04:05.678Z'

const meta = (resourceType: string, version: number) => ({
  resourceType,
  created: AT,
  lastModified: AT,
  version: `W/"${version}"`,
})

export const user = (
  id: string,
  attributes: Record<string, unknown> = {},
  version = 1,
): StoredResource => ({
  schemas: [urns.User],
  id,
  userName: `${id}@example.com`,
  ...attributes,
  meta: meta('User', version),
})

export const group = (
  id: string,
  attributes: Record<string, unknown> = {},
  version = 1,
): StoredResource => ({
  schemas: [urns.Group],
  id,
  displayName: `Group ${id}`,
  ...attributes,
  meta: meta('Group', version),
})

export const createUser = (resource: StoredResource): Write => ({
  operation: 'create',
  resourceType: UserResourceType,
  resource,
})

export const createGroup = (resource: StoredResource): Write => ({
  operation: 'create',
  resourceType: GroupResourceType,
  resource,
})

type Update = Extract<Write, { operation: 'update' }>

/** An update from the version before the one the resource carries. */
export const update = (
  resourceType: ResourceTypeDefinition,
  resource: StoredResource,
  options: Partial<Pick<Update, 'changes' | 'members' | 'expectedVersion' | 'cause'>> = {},
): Update => ({
  operation: 'update',
  resourceType,
  resource,
  expectedVersion: `W/"${Number(/\d+/.exec(resource.meta.version)?.[0]) - 1}"`,
  changes: [{ path: 'displayName', before: undefined, after: undefined }],
  cause: 'patch',
  ...options,
})
