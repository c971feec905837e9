import type { StoredResource } from '@scimwright/server'
import { type ResourceTypeDefinition, UserResourceType } from '@scimwright/types'
import { withoutCollections } from '../../collections.ts'
import { validVersion } from '../../version-number.ts'
import { changedMeanwhile, idTaken } from '../../write/resource-errors.ts'
import type { ResourceTable } from '../../write/tables.ts'
import { comparableDocument, comparableMeta } from '../comparable-document.ts'
import { requireStorable } from '../storable.ts'
import type { Overlay } from './overlay.ts'

/** A resource as it is, or is to be, in the database. */
export interface DraftResource {
  readonly id: string
  readonly type: string
  readonly position: number
  readonly version: number
  readonly resource: StoredResource
  /** The JSON text of the resource; undefined while it is as loaded. */
  readonly doc?: string
  /** What filters look into; undefined while nothing but its `meta` differs. */
  readonly comparable?: Readonly<Record<string, unknown>>
  readonly meta?: unknown
}

/** The documents of a directory, in memory. */
export const draftResources = (rows: Overlay<DraftResource>): ResourceTable => {
  const existing = (id: string, expected: number): DraftResource => {
    const row = rows.get(id)
    if (row?.version !== expected) throw changedMeanwhile()
    return row
  }
  return {
    read: (_, id) => rows.get(id),
    insert: (_, resourceType, resource, position) => {
      if (rows.get(resource.id)) throw idTaken()
      rows.set(resource.id, {
        id: resource.id,
        type: resourceType.name,
        position,
        ...content(withoutCollections(resourceType, resource)),
        comparable: comparableDocument(resourceType, resource),
      })
    },
    update: (_, resource, { expected, resourceType }) => {
      const row = existing(resource.id, expected)
      rows.set(resource.id, {
        ...row,
        ...content(resource),
        ...compared(row, resource, resourceType),
      })
    },
    remove: (_, __, id, expected) => {
      existing(id, expected)
      rows.remove(id)
    },
  }
}

const content = (resource: StoredResource) => ({
  version: validVersion(resource.meta.version),
  resource,
  doc: requireStorable(JSON.stringify(resource)),
})

const compared = (
  { comparable }: DraftResource,
  resource: StoredResource,
  resourceType: ResourceTypeDefinition | undefined,
): Pick<DraftResource, 'comparable' | 'meta'> => {
  if (resourceType) return { comparable: comparableDocument(resourceType, resource) }
  // Every resource type has the same `meta`.
  const meta = comparableMeta(UserResourceType, resource.meta)
  return comparable ? { comparable: { ...comparable, meta } } : { meta }
}
