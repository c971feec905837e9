import { compileFilter, formatFilter, sortResources } from '@scimwright/engine'
import {
  createMemoryStore,
  type ListQuery,
  type Store,
  type StoredResource,
} from '@scimwright/server'
import {
  GroupResourceType,
  type ResourceTypeDefinition,
  UserResourceType,
  urns,
} from '@scimwright/types'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { attributesOf, DeviceResourceType, filterOf, sortableOf } from './arbitraries.ts'
import { type Engine, engines, stopServerAtTheEnd } from './engines.ts'

// Of a filter and a set of resources; more in the night.
const PAIRS = Number(process.env.SCIMWRIGHT_PAIRS ?? 5000)
const FILTERS = 30
const RESOURCES = 12

let directories = 0

const resource = (
  resourceType: ResourceTypeDefinition,
  number: number,
  attributes: Partial<StoredResource>,
): StoredResource => ({
  ...attributes,
  schemas: [resourceType.schema.id, ...(number % 2 === 0 ? [urns.EnterpriseUser] : [])],
  id: `${resourceType.name}-${number}`,
  ...(resourceType.name === 'User' && { userName: `${'aAb'[number % 3]}${number}` }),
  meta: {
    resourceType: resourceType.name,
    created: `2026-01-01T00:00:0${number % 10}Z`,
    lastModified: `2026-01-01T0${number % 3}:00:00+0${number % 4}:00`,
    version: 'W/"1"',
  },
})

/** Fills a new directory of every store with resources of a type, and with groups that have some of them as members. */
const fill = async (
  stores: readonly Store[],
  resourceType: ResourceTypeDefinition,
  sets: readonly Partial<StoredResource>[],
): Promise<{ directoryId: string; stored: StoredResource[] }> => {
  directories += 1
  const directoryId = `dir_${directories}`
  const create = async (type: ResourceTypeDefinition, created: StoredResource) => {
    for (const store of stores)
      await store.write(directoryId, { operation: 'create', resourceType: type, resource: created })
  }
  const ids: string[] = []
  for (const [number, attributes] of sets.entries()) {
    const created = resource(resourceType, number, attributes)
    const members = ids.filter((_, index) => index % 3 === number % 3)
    const types = ['User', undefined, 'Group']
    await create(
      resourceType,
      resourceType === GroupResourceType
        ? {
            ...created,
            members: members.map((value, index) => ({
              value,
              ...(types[index % 3] && { type: types[index % 3] }),
              ...(index % 2 === 0 && { display: 'aB' }),
            })),
          }
        : created,
    )
    ids.push(created.id)
  }
  if (resourceType === UserResourceType)
    for (const [number, displayName] of ['a', 'B', 'work'].entries())
      await create(GroupResourceType, {
        ...resource(GroupResourceType, number, { displayName }),
        members: ids.filter((_, index) => index % (number + 2) === 0).map((value) => ({ value })),
      })
  const stored: StoredResource[] = []
  for (const id of ids) {
    const found = await stores[0]?.get(directoryId, resourceType, id)
    if (found) stored.push(found)
  }
  return { directoryId, stored }
}

// Places in the order of creation are each store's own numbers.
const listed = async (store: Store, directoryId: string, query: ListQuery) => {
  const { last: _, ...page } = await store.list(directoryId, query)
  return page
}

const setsOf = (resourceType: ResourceTypeDefinition, { storesNul }: Engine) =>
  fc
    .array(attributesOf(resourceType), { minLength: RESOURCES, maxLength: RESOURCES })
    .map((sets) => (storesNul ? sets : withoutNul(sets)))

const withoutNul = <Value>(value: Value): Value =>
  JSON.parse(JSON.stringify(value).replaceAll('\\u0000', '\\u0001'))

const types: readonly ResourceTypeDefinition[] = [
  UserResourceType,
  GroupResourceType,
  DeviceResourceType,
]

const RUNS = Math.ceil(PAIRS / FILTERS / types.length)

stopServerAtTheEnd()

const cases = engines.flatMap((engine) =>
  types.map((resourceType) => ({ engine, resourceType, title: `${resourceType.name}s` })),
)

describe.each(cases)('$title on $engine.name', ({ engine, resourceType }) => {
  const every = { resourceTypes: [resourceType], startIndex: 1, count: 1000 }
  const openStore = async () => (await engine.createDatabase()).open()

  it('are selected by the database as by the engine, in the same order', {
    timeout: 120_000 + PAIRS * 20,
  }, async () => {
    const store = await openStore()
    const memory = createMemoryStore()
    const filters = fc.array(filterOf(resourceType), { minLength: FILTERS, maxLength: FILTERS })
    await fc.assert(
      fc.asyncProperty(setsOf(resourceType, engine), filters, async (sets, candidates) => {
        const { directoryId, stored } = await fill([store, memory], resourceType, sets)
        for (const filter of candidates) {
          const wanted = stored.filter(compileFilter(filter, resourceType))
          const page = await listed(store, directoryId, { ...every, filter })
          const ids = page.resources.map(({ id }) => id)
          expect([formatFilter(filter), ids]).toEqual([
            formatFilter(filter),
            wanted.map(({ id }) => id),
          ])
          expect(page).toEqual({ totalResults: wanted.length, resources: wanted })
          expect(page).toEqual(await listed(memory, directoryId, { ...every, filter }))
        }
      }),
      { numRuns: RUNS, seed: 20261126 },
    )
  })

  it('are sorted and paged by the database as by the engine', { timeout: 120_000 }, async () => {
    const store = await openStore()
    const memory = createMemoryStore()
    const { length } = sortableOf(resourceType)
    await fc.assert(
      fc.asyncProperty(setsOf(resourceType, engine), async (sets) => {
        const { directoryId, stored } = await fill([store, memory], resourceType, sets)
        for (const sortBy of sortableOf(resourceType))
          for (const sortOrder of ['ascending', 'descending'] as const) {
            const wanted = sortResources(stored, resourceType, { sortBy, sortOrder }).slice(2, 9)
            const query = { ...every, sortBy, sortOrder, startIndex: 3, count: 7 }
            const page = await listed(store, directoryId, query)
            expect([sortBy, sortOrder, page.resources.map(({ id }) => id)]).toEqual([
              sortBy,
              sortOrder,
              wanted.map(({ id }) => id),
            ])
            expect(page).toEqual(await listed(memory, directoryId, query))
          }
      }),
      { numRuns: Math.ceil(400 / length), seed: 20261126 },
    )
  })
})
