import { UserResourceType } from '@scimwright/types'
import { describe, expect, it } from 'vitest'
import type { DurableStore, Endpoint } from '../src/durable-store.ts'
import { type Engine, engines, stopServerAtTheEnd } from './engines.ts'
import { createUser, DIRECTORY, describeEverything, update, user } from './resources.ts'

const LEASE = 60_000

const directory = (id: string) => ({
  id,
  organizationId: 'org_1',
  name: 'Example',
  provider: 'OKTA',
  profile: 'okta',
  enabled: true,
})

const endpoint = (id: string, options: Partial<Endpoint> = {}): Endpoint => ({
  id,
  directoryId: DIRECTORY,
  url: 'https://app.example.com/hooks',
  secrets: [{ secret: 'whsec_new' }, { secret: 'whsec_old', expiresAt: 1 }],
  eventTypes: [],
  enabled: true,
  ...options,
})

const storeOn = async (
  { createDatabase }: Engine,
  ...endpoints: Endpoint[]
): Promise<DurableStore> => {
  const store = await (await createDatabase()).open({ describe: describeEverything })
  for (const id of new Set([DIRECTORY, ...endpoints.map(({ directoryId }) => directoryId)]))
    await store.directories.create(directory(id))
  for (const each of endpoints) await store.directories.putEndpoint(each)
  return store
}

/** A time after everything that is due now. */
const soon = () => Date.now() + 1000

const claim = (store: DurableStore, now = soon(), limit = 100) =>
  store.outbox.claim({ limit, leaseMs: LEASE, now })

stopServerAtTheEnd()

describe.each(engines)('directories on $name', (engine) => {
  it('are kept with their tokens and endpoints', async () => {
    const store = await storeOn(engine, endpoint('ep_1'))
    expect(await store.directories.get(DIRECTORY)).toEqual(directory(DIRECTORY))
    expect(await store.directories.list()).toEqual([directory(DIRECTORY)])
    expect(await store.directories.get('dir_9')).toBeUndefined()
    const hash = new Uint8Array(32).fill(7)
    await store.directories.addToken(DIRECTORY, hash)
    await store.directories.addToken(DIRECTORY, hash)
    expect(await store.directories.useToken(DIRECTORY, hash, 0)).toBe(true)
    expect(await store.directories.useToken('dir_2', hash, 0)).toBe(false)
    expect(await store.directories.useToken(DIRECTORY, new Uint8Array(32), 0)).toBe(false)
    const changed = endpoint('ep_1', { enabled: false, eventTypes: ['a'] })
    await store.directories.putEndpoint(changed)
    expect(await store.directories.listEndpoints(DIRECTORY)).toEqual([changed])
  })

  it('cannot be made twice, nor get a token or endpoint before they are there', async () => {
    const store = await storeOn(engine)
    const { directories } = store
    await expect(directories.create(directory(DIRECTORY))).rejects.toThrow(/already/)
    await expect(directories.addToken('dir_9', new Uint8Array(32))).rejects.toThrow(/no directory/)
    const stray = endpoint('ep_1', { directoryId: 'dir_9' })
    await expect(directories.putEndpoint(stray)).rejects.toThrow(/no directory/)
  })
})

describe.each(engines)('the outbox on $name', (engine) => {
  it('queues each event for every enabled endpoint that wants its type', async () => {
    const store = await storeOn(
      engine,
      endpoint('all'),
      endpoint('users', { eventTypes: ['User.create'] }),
      endpoint('groups', { eventTypes: ['Group.create'] }),
      endpoint('off', { enabled: false }),
    )
    await store.write(DIRECTORY, createUser(user('u1')))
    await store.write('dir_2', createUser(user('u1')))
    const claimed = await claim(store)
    expect(claimed.map((delivery) => delivery.endpoint.id).sort()).toEqual(['all', 'users'])
    const [event] = await store.events(DIRECTORY, { after: 0, limit: 1 })
    expect(claimed[0]).toMatchObject({
      attempt: 1,
      event,
      endpoint: { secrets: [{ secret: 'whsec_new' }, { secret: 'whsec_old', expiresAt: 1 }] },
    })
    expect(JSON.parse(event?.body ?? '')).toMatchObject({ event: { sequence: 1 } })
  })

  it('leases a delivery until the lease ends, and fences who comes too late', async () => {
    const store = await storeOn(engine, endpoint('ep_1'))
    await store.write(DIRECTORY, createUser(user('u1')))
    const now = soon()
    const [first] = await claim(store, now)
    expect(await claim(store, now + LEASE - 1)).toEqual([])
    expect(await store.outbox.nextDueAt()).toBe(now + LEASE)
    const [second] = await claim(store, now + LEASE)
    if (!first || !second) throw new Error('nothing was claimed')
    expect(second).toMatchObject({ id: first.id, attempt: 2 })
    const delivered = { result: 'delivered', status: 200, durationMs: 3 } as const
    expect(await store.outbox.settle(first, delivered, now + LEASE)).toBe(false)
    expect(await store.outbox.settle(second, delivered, now + LEASE)).toBe(true)
    expect(await store.outbox.settle(second, delivered, now + LEASE)).toBe(false)
    expect(await store.outbox.nextDueAt()).toBeUndefined()
  })

  it('sends the events of one resource in order, others beside them', async () => {
    const store = await storeOn(engine, endpoint('ep_1'))
    await store.write(DIRECTORY, createUser(user('u1')))
    await store.write(DIRECTORY, update(UserResourceType, user('u1', {}, 2)))
    await store.write(DIRECTORY, update(UserResourceType, user('u1', {}, 3)))
    await store.write(DIRECTORY, createUser(user('u2')))
    const now = soon()
    const [one, other] = await claim(store, now)
    expect([one?.event.sequence, other?.event.sequence]).toEqual([1, 4])
    if (!one) throw new Error('nothing was claimed')
    const retryAt = now + 5000
    const failed = { result: 'failed', error: 'HTTP 500', status: 500, durationMs: 3 } as const
    await store.outbox.settle(one, { ...failed, retryAt }, now)
    expect(await claim(store, retryAt - 1)).toEqual([])
    const [again] = await claim(store, retryAt)
    expect(again).toMatchObject({ attempt: 2, event: { sequence: 1 } })
    if (!again) throw new Error('nothing was claimed')
    await store.outbox.settle(again, failed, retryAt)
    const [second] = await claim(store, retryAt)
    expect(second).toMatchObject({ attempt: 1, event: { sequence: 2 } })
    if (!second) throw new Error('nothing was claimed')
    await store.outbox.settle(second, { result: 'delivered', status: 204, durationMs: 1 }, retryAt)
    expect((await claim(store, retryAt)).map(({ event }) => event.sequence)).toEqual([3])
  })

  it('leaves a lease alone when an earlier delivery of the resource is sent again meanwhile', async () => {
    const store = await storeOn(engine, endpoint('ep_1'))
    await store.write(DIRECTORY, createUser(user('u1')))
    await store.write(DIRECTORY, update(UserResourceType, user('u1', {}, 2)))
    const now = soon()
    const delivered = { result: 'delivered', status: 204, durationMs: 1 } as const
    const [first] = await claim(store, now)
    if (!first) throw new Error('nothing was claimed')
    await store.outbox.settle(first, delivered, now)
    const [leased] = await claim(store, now)
    expect(await store.outbox.resend(DIRECTORY, first.id, now)).toBe(true)
    const [again] = await claim(store, now)
    if (!leased || !again) throw new Error('nothing was claimed')
    expect([leased.event.sequence, again.event.sequence]).toEqual([2, 1])
    expect(await store.outbox.settle(again, delivered, now)).toBe(true)
    expect(await claim(store, now + LEASE - 1)).toEqual([])
    expect(await store.outbox.settle(leased, delivered, now)).toBe(true)
    expect(await store.outbox.nextDueAt()).toBeUndefined()
  })

  it('gives every endpoint its turn when one has a backlog', async () => {
    const store = await storeOn(
      engine,
      endpoint('ep_1'),
      endpoint('ep_2', { directoryId: 'dir_2' }),
    )
    for (let n = 0; n < 20; n += 1) await store.write(DIRECTORY, createUser(user(`u${n}`)))
    await store.write('dir_2', createUser(user('u1')))
    const claimed = await claim(store, soon(), 4)
    expect(claimed.map(({ event }) => event.directoryId).sort()).toEqual([
      DIRECTORY,
      DIRECTORY,
      DIRECTORY,
      'dir_2',
    ])
  })

  it('holds the deliveries of a disabled endpoint until it is enabled again', async () => {
    const store = await storeOn(engine, endpoint('ep_1'))
    await store.write(DIRECTORY, createUser(user('u1')))
    await store.directories.putEndpoint(endpoint('ep_1', { enabled: false }))
    expect(await claim(store)).toEqual([])
    expect(await store.outbox.nextDueAt()).toBeUndefined()
    await store.directories.putEndpoint(endpoint('ep_1'))
    expect(await claim(store)).toHaveLength(1)
  })

  it('tells listeners after a commit that queued something, and only then', async () => {
    const store = await storeOn(engine, endpoint('ep_1'))
    let calls = 0
    store.onDeliveries(() => {
      calls += 1
    })
    await store.write('dir_2', createUser(user('u1')))
    expect(calls).toBe(0)
    await Promise.all([
      store.write(DIRECTORY, createUser(user('u1'))),
      store.write(DIRECTORY, createUser(user('u2'))),
    ])
    expect(calls).toBe(1)
  })
})
