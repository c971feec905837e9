import type { ResourceTypeDefinition } from '@scimwright/types'
import { attributeTable } from './attribute.ts'
import { type AttributePath, resolveAttribute, resolveExtension } from './attribute-path.ts'
import type { Filter } from './filter.ts'

/** Whether a path names an attribute, or an extension as a whole, of a resource type. */
export const hasAttribute = (
  resourceType: ResourceTypeDefinition,
  path: AttributePath,
): boolean => {
  const table = attributeTable(resourceType)
  return (resolveAttribute(table, path) ?? resolveExtension(table, path)) !== undefined
}

/** Whether a path names something that only others of the resource types have. */
export const isForeign = (
  path: AttributePath,
  resourceType: ResourceTypeDefinition,
  resourceTypes: readonly ResourceTypeDefinition[],
): boolean =>
  !hasAttribute(resourceType, path) && resourceTypes.some((type) => hasAttribute(type, path))

/**
 * A filter over several resource types as it reads for one of them: an attribute that only others have is without a
 * value here (RFC 7644 §3.4.2.1). What no type has is left for the compiler to refuse.
 */
export const narrowFilter = (
  filter: Filter,
  resourceType: ResourceTypeDefinition,
  resourceTypes: readonly ResourceTypeDefinition[],
): Filter => {
  switch (filter.op) {
    case 'and':
    case 'or': {
      const filters = filter.filters.map((each) => narrowFilter(each, resourceType, resourceTypes))
      return { ...filter, filters }
    }
    case 'not':
      return { ...filter, filter: narrowFilter(filter.filter, resourceType, resourceTypes) }
  }
  if (!isForeign(filter.path, resourceType, resourceTypes)) return filter
  const holds =
    (filter.op === 'eq' && filter.value === null) || (filter.op === 'ne' && filter.value !== null)
  return holds ? ALL : NONE
}

const ALL: Filter = { op: 'pr', path: { name: 'id' }, start: 0, end: 0 }
const NONE: Filter = { op: 'not', filter: ALL, start: 0, end: 0 }
