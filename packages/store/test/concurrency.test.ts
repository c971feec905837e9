import type { WriteResult } from '@scimwright/server'
import { GroupResourceType, UserResourceType } from '@scimwright/types'
import { describe, expect, it } from 'vitest'
import { checkDatabase } from './check-database.ts'
import { engines, stopServerAtTheEnd } from './engines.ts'
import {
  createGroup,
  createUser,
  DIRECTORY,
  describeEverything,
  group,
  update,
  user,
} from './resources.ts'

const outcomes = (results: readonly PromiseSettledResult<WriteResult>[]) => {
  const counts: Record<string, number> = {}
  for (const result of results) {
    const outcome = result.status === 'fulfilled' ? result.value.outcome : result.reason.scimType
    counts[outcome] = (counts[outcome] ?? 0) + 1
  }
  return counts
}

stopServerAtTheEnd()

describe.each(engines)('64 writers at once on $name', ({ createDatabase }) => {
  it('have one winner for a userName, whatever its letter case', async () => {
    const database = await createDatabase()
    const store = await database.open({ describe: describeEverything })
    const results = await Promise.allSettled(
      Array.from({ length: 64 }, (_, n) =>
        store.write(
          DIRECTORY,
          createUser(user(`u${n}`, { userName: n % 2 === 0 ? 'ADA' : 'ada' })),
        ),
      ),
    )
    expect(outcomes(results)).toEqual({ written: 1, uniqueness: 63 })
    expect((await checkDatabase(database)).size).toBe(1)
  })

  it('have one winner for a version', async () => {
    const database = await createDatabase()
    const store = await database.open({ describe: describeEverything })
    await store.write(DIRECTORY, createUser(user('u1')))
    const next = update(UserResourceType, user('u1', { displayName: 'Ada' }, 2))
    const results = await Promise.allSettled(
      Array.from({ length: 64 }, () => store.write(DIRECTORY, next)),
    )
    expect(outcomes(results)).toEqual({ written: 1, conflict: 63 })
    expect(await checkDatabase(database)).toEqual(new Map([['u1', 2]]))
  })

  it('lose no update when each tries again with the version it then finds', async () => {
    const store = await (await createDatabase()).open()
    await store.write(DIRECTORY, createGroup(group('g1')))
    const join = async (memberId: string): Promise<void> => {
      for (;;) {
        const current = await store.get(DIRECTORY, GroupResourceType, 'g1')
        const version = Number(/\d+/.exec(current?.meta.version ?? '')?.[0])
        const members = { replaceAll: false, add: [{ value: memberId }], remove: [] }
        const next = update(GroupResourceType, group('g1', {}, version + 1), {
          changes: [],
          members,
        })
        if ((await store.write(DIRECTORY, next)).outcome === 'written') return
      }
    }
    await Promise.all(Array.from({ length: 64 }, (_, n) => join(`u${n}`)))
    const done = await store.get(DIRECTORY, GroupResourceType, 'g1')
    expect(done?.meta.version).toBe('W/"65"')
    expect(done?.members).toHaveLength(64)
  })
})

describe.each(engines)('two stores on one database of $name', ({ createDatabase }) => {
  it('see and respect what the other has committed', async () => {
    const database = await createDatabase()
    const open = () => database.open({ describe: describeEverything })
    const stores = [await open(), await open()]
    const results = await Promise.allSettled(
      stores.flatMap((store) =>
        Array.from({ length: 20 }, (_, n) => store.write(DIRECTORY, createUser(user(`u${n}`)))),
      ),
    )
    expect(outcomes(results)).toEqual({ written: 20, uniqueness: 20 })
    for (const store of stores) {
      const query = { resourceTypes: [UserResourceType], startIndex: 1, count: 1 }
      expect((await store.list(DIRECTORY, query)).totalResults).toBe(20)
    }
    expect((await checkDatabase(database)).size).toBe(20)
  })
})
