import { type Filter, parseFilter } from '@scimwright/engine'
import type { ListQuery, StoredResource } from '@scimwright/server'
import { GroupResourceType, UserResourceType } from '@scimwright/types'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createGroup, createUser, DIRECTORY, group, user } from '../../test/resources.ts'
import { temporaryFolder, temporaryStore } from '../../test/temporary-store.ts'
import { createListing } from './list-resources.ts'
import { createMemberRows } from './member-rows.ts'
import { openDatabase } from './open-database.ts'
import { createResourceRows } from './resource-rows.ts'

const NAMES = ['b', 'A', undefined, 'c', 'a', 'B']

const attributesOf = (n: number): Partial<StoredResource> => {
  const displayName = NAMES[n % NAMES.length]
  return { ...(displayName && { displayName }), title: `t${n % 4}` }
}

/** A store of 30 users with a group after every third, and its lists read in slices. */
const setUp = async (limits = {}) => {
  const file = `${temporaryFolder()}/store.db`
  const store = temporaryStore({ file })
  for (let n = 0; n < 30; n += 1) {
    await store.write(DIRECTORY, createUser(user(`u${n}`, attributesOf(n))))
    if (n % 3 === 0)
      await store.write(
        DIRECTORY,
        createGroup(group(`g${n}`, { displayName: `A${n}`, members: [{ value: `u${n}` }] })),
      )
  }
  const db = openDatabase(file)
  onTestFinished(() => {
    db.close()
  })
  const resources = createResourceRows(db, createMemberRows(db))
  const sliced = { slice: 7, milliseconds: 60_000, matches: 1000, ...limits }
  return { store, listInSlices: createListing(db, resources, sliced) }
}

const query = (filter: string | undefined, rest: Partial<ListQuery> = {}): ListQuery => ({
  resourceTypes: [UserResourceType],
  startIndex: 1,
  count: 5,
  ...(filter !== undefined && { filter: parseFilter(filter) satisfies Filter }),
  ...rest,
})

describe('a scan in slices', () => {
  const both = [UserResourceType, GroupResourceType]
  const filters = ['title eq "t1"', 'not (title eq "t1")', 'title eq "no"', 'displayName sw "a"']
  const orders = (['ascending', 'descending'] as const).flatMap((sortOrder) =>
    ['displayName', 'title', 'meta.created'].map((sortBy) => ({ sortBy, sortOrder })),
  )

  it.each([undefined, ...filters])(
    'gives the pages of %s that one statement gives',
    async (filter) => {
      const { store, listInSlices } = await setUp()
      for (const order of [{}, ...orders])
        for (const startIndex of [1, 4, 26, 99])
          for (const resourceTypes of [[UserResourceType], both]) {
            const asked = query(filter, { ...order, startIndex, resourceTypes })
            expect(await listInSlices(DIRECTORY, asked)).toEqual(await store.list(DIRECTORY, asked))
          }
    },
  )

  it('gives other work its turn', async () => {
    const { listInSlices } = await setUp({ slice: 3 })
    let turns = 0
    let isDone = false
    const counting = (async () => {
      for (; !isDone; turns += 1) await new Promise(setImmediate)
    })()
    await listInSlices(DIRECTORY, query('title eq "t1"'))
    isDone = true
    await counting
    expect(turns).toBeGreaterThanOrEqual(10)
  })

  it('ends with tooMany and advice when it takes too long', async () => {
    const { listInSlices } = await setUp({ milliseconds: -1 })
    await expect(listInSlices(DIRECTORY, query('title eq "t1"'))).rejects.toMatchObject({
      status: 400,
      scimType: 'tooMany',
      detail: expect.stringMatching(/Ask for an exact userName/),
    })
    const found = await listInSlices(DIRECTORY, query('userName eq "u1@example.com"'))
    expect(found.totalResults).toBe(1)
  })

  it('sorts no more matches than it may', async () => {
    const { listInSlices } = await setUp({ matches: 20 })
    const sorted = query(undefined, { sortBy: 'title' })
    await expect(listInSlices(DIRECTORY, sorted)).rejects.toMatchObject({ scimType: 'tooMany' })
    const few = query('title eq "t1"', { sortBy: 'displayName' })
    expect((await listInSlices(DIRECTORY, few)).totalResults).toBe(8)
  })
})
