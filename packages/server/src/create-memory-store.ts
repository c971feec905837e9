import {
  compileFilter,
  hasAttribute,
  narrowFilter,
  parsePath,
  sortResources,
} from '@scimwright/engine'
import { createMemoryDirectory, type MemoryDirectory } from './memory-directory.ts'
import type { ListPage, ListQuery, Store, StoredResource } from './store.ts'

/**
 * A store that forgets everything when the process ends: for tests, examples and the first hour.
 *
 * @example
 * createScimServer({ store: createMemoryStore(), resourceTypes: [UserResourceType], authenticate })
 */
export const createMemoryStore = (): Store => {
  const directories = new Map<string, MemoryDirectory>()
  const directoryOf = (directoryId: string): MemoryDirectory => {
    const known = directories.get(directoryId)
    if (known) return known
    const made = createMemoryDirectory()
    directories.set(directoryId, made)
    return made
  }
  return {
    get: async (directoryId, resourceType, id, { withoutMembers = false } = {}) =>
      directoryOf(directoryId).get(resourceType, id, withoutMembers),
    list: async (directoryId, query) => listPage(directoryOf(directoryId), query),
    hasMoreMembers: async (directoryId, groupId, than) =>
      directoryOf(directoryId).countMembers(groupId) > than,
    write: async (directoryId, write) => directoryOf(directoryId).write(write),
  }
}

const listPage = (directory: MemoryDirectory, query: ListQuery): ListPage => {
  const { resourceTypes, filter, startIndex, count, after = 0 } = query
  const matching = resourceTypes.flatMap((resourceType) => {
    const resources = directory.all(resourceType)
    return filter
      ? resources.filter(
          compileFilter(narrowFilter(filter, resourceType, resourceTypes), resourceType),
        )
      : resources
  })
  const ordered = sorted(matching, query)
  const rest = after > 0 ? ordered.filter(({ id }) => directory.positionOf(id) > after) : ordered
  const page = rest.slice(startIndex - 1, startIndex - 1 + count)
  const last = page.at(-1)
  return {
    totalResults: ordered.length,
    resources: query.withoutMembers ? page.map(leaveOutMembers) : page,
    ...(last && { last: directory.positionOf(last.id) }),
  }
}

/** In the order that is asked for; resources of a type without the attribute are ones without a value. */
const sorted = (resources: StoredResource[], query: ListQuery): StoredResource[] => {
  const { resourceTypes, sortBy, sortOrder = 'ascending' } = query
  if (sortBy === undefined) return resources
  const path = parsePath(sortBy)
  const having = resourceTypes.filter((type) => hasAttribute(type, path))
  const names = new Set(having.map(({ name }) => name))
  const type = having[0] ?? resourceTypes[0]
  if (!type) return resources
  const has = ({ meta }: StoredResource) => names.has(meta.resourceType)
  const ordered = sortResources(resources.filter(has), type, { sortBy, sortOrder })
  const others = resources.filter((resource) => !has(resource))
  return sortOrder === 'descending' ? [...others, ...ordered] : [...ordered, ...others]
}

const leaveOutMembers = ({ members: _, ...resource }: StoredResource): StoredResource => resource
