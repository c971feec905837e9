import { compileFilter, sortResources } from '@scimwright/engine'
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
  const { resourceTypes, filter, sortBy, sortOrder, startIndex, count, after = 0 } = query
  const matching = resourceTypes.flatMap((resourceType) => {
    const resources = directory.all(resourceType)
    return filter ? resources.filter(compileFilter(filter, resourceType)) : resources
  })
  const [only] = resourceTypes
  const ordered =
    sortBy !== undefined && only
      ? sortResources(matching, only, { sortBy, ...(sortOrder && { sortOrder }) })
      : matching
  const rest = after > 0 ? ordered.filter(({ id }) => directory.positionOf(id) > after) : ordered
  const page = rest.slice(startIndex - 1, startIndex - 1 + count)
  const last = page.at(-1)
  return {
    totalResults: ordered.length,
    resources: query.withoutMembers ? page.map(leaveOutMembers) : page,
    ...(last && { last: directory.positionOf(last.id) }),
  }
}

const leaveOutMembers = ({ members: _, ...resource }: StoredResource): StoredResource => resource
