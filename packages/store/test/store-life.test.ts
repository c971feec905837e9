import { UserResourceType } from '@scimwright/types'
import { describe, expect, it } from 'vitest'
import type { Describe } from '../src/durable-store.ts'
import { engines, stopServerAtTheEnd } from './engines.ts'
import { createUser, DIRECTORY, describeEverything, update, user } from './resources.ts'

stopServerAtTheEnd()

describe.each(engines)('a store on $name', ({ createDatabase }) => {
  const open = async (options: { describe?: Describe } = {}) =>
    (await createDatabase()).open(options)

  it('is ready while it takes writes, and says why it is not', async () => {
    const store = await open()
    await store.ready()
    await store.close()
    await expect(store.ready()).rejects.toThrow('The store is closed.')
    await expect(store.write(DIRECTORY, createUser(user('u1')))).rejects.toThrow('closed')
    await store.close()
  })

  it('commits what was asked before it is closed', async () => {
    const store = await open()
    const writes = Array.from({ length: 200 }, (_, n) =>
      store.write(DIRECTORY, createUser(user(`u${n}`))),
    )
    await store.close()
    expect((await Promise.all(writes)).every(({ outcome }) => outcome === 'written')).toBe(true)
  })

  it('reads events from any place on, as many as asked', async () => {
    const store = await open({ describe: describeEverything })
    for (const id of ['a', 'b', 'c', 'd']) await store.write(DIRECTORY, createUser(user(id)))
    const read = async (after: number, limit: number) =>
      (await store.events(DIRECTORY, { after, limit })).map(({ resourceId }) => resourceId)
    expect(await read(0, 2)).toEqual(['a', 'b'])
    expect(await read(2, 9)).toEqual(['c', 'd'])
    expect(await read(4, 9)).toEqual([])
    expect(await read(0, 0)).toEqual([])
    expect(await store.events('dir_2', { after: 0, limit: 9 })).toEqual([])
  })

  it('numbers the events of one change in the order they are described', async () => {
    const draft = (type: string) => ({
      type,
      resourceId: 'u1',
      body: ({ sequence }: { sequence: number }) => `${type} ${sequence}`,
    })
    const store = await open({
      describe: ({ operation }) => (operation === 'create' ? [draft('one'), draft('two')] : []),
    })
    await store.write(DIRECTORY, createUser(user('u1')))
    await store.write(DIRECTORY, update(UserResourceType, user('u1', {}, 2)))
    await store.write(DIRECTORY, createUser(user('u2')))
    const events = await store.events(DIRECTORY, { after: 0, limit: 9 })
    expect(events.map(({ body }) => body)).toEqual(['one 1', 'two 2', 'one 3', 'two 4'])
    expect(new Set(events.map(({ id }) => id)).size).toBe(4)
  })

  it('stores nothing when the description of a change fails', async () => {
    const store = await open({
      describe: () => {
        throw new Error('no words')
      },
    })
    await expect(store.write(DIRECTORY, createUser(user('u1')))).rejects.toThrow('no words')
    expect(await store.get(DIRECTORY, UserResourceType, 'u1')).toBeUndefined()
  })

  it('sends writers away when too many wait already', async () => {
    const store = await open()
    const nobody = update(UserResourceType, user('nobody', {}, 2))
    const results = await Promise.allSettled(
      Array.from({ length: 10_010 }, () => store.write(DIRECTORY, nobody)),
    )
    const refused = results.filter(({ status }) => status === 'rejected')
    expect(refused).toHaveLength(10)
    expect(refused[0]).toMatchObject({ reason: { status: 503 } })
    expect((await store.write(DIRECTORY, nobody)).outcome).toBe('missing')
  })
})
