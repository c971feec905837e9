import { UserResourceType } from '@scimwright/types'
import { describe, expect, it } from 'vitest'
import type { DurableStore, Endpoint, EventDraft } from '../src/durable-store.ts'
import { type Engine, engines, stopServerAtTheEnd } from './engines.ts'
import { createUser, DIRECTORY, describeEverything, user } from './resources.ts'

stopServerAtTheEnd()

const hash = (byte: number): Uint8Array => new Uint8Array(32).fill(byte)

const endpoint = (id: string, more: Partial<Endpoint> = {}): Endpoint => ({
  id,
  directoryId: DIRECTORY,
  url: 'https://app.example/hook',
  secrets: [{ secret: 'whsec_new' }, { secret: 'whsec_old', expiresAt: 5 }],
  eventTypes: [],
  enabled: true,
  ...more,
})

const removed: EventDraft = {
  type: 'directory_removed',
  resourceId: DIRECTORY,
  body: ({ id, sequence }) => JSON.stringify({ id, sequence }),
}

const open = async ({ createDatabase }: Engine) => {
  const database = await createDatabase()
  const store = await database.open({ describe: describeEverything })
  await store.directories.create({
    id: DIRECTORY,
    organizationId: 'org',
    name: 'Directory',
    provider: 'CUSTOM',
    profile: 'rfc',
    enabled: true,
  })
  return { database, store, directories: store.directories }
}

const claimAll = (store: DurableStore, now = Date.now()) =>
  store.outbox.claim({ limit: 100, leaseMs: 1000, now })

const deliverAll = async (store: DurableStore): Promise<number> => {
  const claimed = await claimAll(store)
  for (const delivery of claimed)
    await store.outbox.settle(
      delivery,
      { result: 'delivered', status: 204, durationMs: 1 },
      Date.now(),
    )
  return claimed.length
}

const later = () => new Date(Date.now() + 60_000).toISOString()

describe.each(engines)('tokens on $name', (engine) => {
  it('let in until they expire or are removed, and only into their directory', async () => {
    const { directories } = await open(engine)
    await directories.addToken(DIRECTORY, hash(1))
    await directories.addToken(DIRECTORY, hash(2), { expiresAt: 2000 })
    const use = (byte: number, now: number) => directories.useToken(DIRECTORY, hash(byte), now)
    expect([await use(1, 1000), await use(2, 1000), await use(2, 2000), await use(3, 0)]).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect(await directories.useToken('dir_2', hash(1), 1000)).toBe(false)
    const [first, second] = await directories.listTokens(DIRECTORY)
    expect([first, second]).toMatchObject([
      { id: 'sec_01010101010101010101', expiresAt: undefined, lastUsedAt: 1000 },
      { id: 'sec_02020202020202020202', expiresAt: 2000, lastUsedAt: 1000 },
    ])
    expect(await directories.removeToken('dir_2', 'sec_01010101010101010101')).toBe(false)
    expect(await directories.removeToken(DIRECTORY, 'sec_01010101010101010101')).toBe(true)
    expect(await use(1, 1000)).toBe(false)
  })

  it('are noted as used once a minute', async () => {
    const { directories } = await open(engine)
    await directories.addToken(DIRECTORY, hash(1))
    const lastUsed = async () => (await directories.listTokens(DIRECTORY))[0]?.lastUsedAt
    for (const now of [1000, 60_000]) await directories.useToken(DIRECTORY, hash(1), now)
    expect(await lastUsed()).toBe(1000)
    await directories.useToken(DIRECTORY, hash(1), 61_000)
    expect(await lastUsed()).toBe(61_000)
  })
})

describe.each(engines)('endpoints on $name', (engine) => {
  it('are noted as failing and well, and disabled for a reason; their settings stay', async () => {
    const { directories } = await open(engine)
    await directories.putEndpoint(endpoint('ep'))
    const note = (failingSince?: number, disabledReason?: 'gone' | 'failing') =>
      directories.noteEndpoint(DIRECTORY, 'ep', { failingSince, disabledReason })
    await note(1000)
    expect(await directories.listEndpoints(DIRECTORY)).toEqual([
      endpoint('ep', { failingSince: 1000 }),
    ])
    await note()
    expect(await directories.listEndpoints(DIRECTORY)).toEqual([endpoint('ep')])
    await note(2000, 'failing')
    const disabled = endpoint('ep', {
      enabled: false,
      failingSince: 2000,
      disabledReason: 'failing',
    })
    expect(await directories.listEndpoints(DIRECTORY)).toEqual([disabled])
    await directories.putEndpoint(endpoint('ep'))
    expect(await directories.listEndpoints(DIRECTORY)).toEqual([endpoint('ep')])
  })

  it('that are removed get nothing more; what was on its way has failed', async () => {
    const { store, directories } = await open(engine)
    await directories.putEndpoint(endpoint('ep'))
    await store.write(DIRECTORY, createUser(user('u1')))
    expect(await directories.removeEndpoint(DIRECTORY, 'ep')).toBe(true)
    expect(await directories.removeEndpoint(DIRECTORY, 'ep')).toBe(false)
    await store.write(DIRECTORY, createUser(user('u2')))
    expect(await claimAll(store)).toEqual([])
    const states = (await store.outbox.list(DIRECTORY, { limit: 10 })).map(({ state }) => state)
    expect(states).toEqual(['failed'])
  })
})

describe.each(engines)('roles on $name', (engine) => {
  it('are assigned to groups once, and taken away', async () => {
    const { directories } = await open(engine)
    const admin = { groupId: 'g1', role: 'admin' }
    await directories.assignRole(DIRECTORY, admin)
    await directories.assignRole(DIRECTORY, admin)
    await directories.assignRole(DIRECTORY, { groupId: 'g1', role: 'auditor' })
    expect(await directories.listRoles(DIRECTORY)).toEqual([
      admin,
      { groupId: 'g1', role: 'auditor' },
    ])
    expect(await directories.listRoles('dir_2')).toEqual([])
    expect(await directories.unassignRole(DIRECTORY, admin)).toBe(true)
    expect(await directories.unassignRole(DIRECTORY, admin)).toBe(false)
    await expect(directories.assignRole('dir_2', admin)).rejects.toThrow(/no directory/)
  })
})

describe.each(engines)('removing a directory on $name', (engine) => {
  it('shuts everybody out, still delivers its events, and never gives its id away', async () => {
    const { store, directories } = await open(engine)
    await directories.putEndpoint(endpoint('ep'))
    await directories.addToken(DIRECTORY, hash(1))
    expect(await directories.remove(DIRECTORY, [removed])).toBe(true)
    expect(await directories.remove(DIRECTORY, [removed])).toBe(false)
    expect(await directories.get(DIRECTORY)).toBeUndefined()
    expect(await directories.list()).toEqual([])
    expect(await directories.useToken(DIRECTORY, hash(1), 0)).toBe(false)
    expect(await directories.setEnabled(DIRECTORY, true)).toBe(false)
    const claimed = await claimAll(store)
    expect(claimed.map(({ event }) => event.type)).toEqual(['directory_removed'])
    const again = { id: DIRECTORY, organizationId: 'org', name: 'n', provider: 'p', profile: 'rfc' }
    await expect(directories.create({ ...again, enabled: true })).rejects.toThrow(/already/)
  })

  it('leaves nothing of what it held once it is pruned, and nothing of others is touched', async () => {
    const { store, directories, database } = await open(engine)
    await directories.create({
      id: 'dir_2',
      organizationId: 'org',
      name: 'Other',
      provider: 'CUSTOM',
      profile: 'rfc',
      enabled: true,
    })
    for (let number = 0; number < 3; number += 1) {
      await store.write(DIRECTORY, createUser(user(`u${number}`)))
      await store.write('dir_2', createUser(user(`u${number}`)))
    }
    await directories.remove(DIRECTORY)
    await store.prune(later())
    for (const table of [
      'resource',
      'attribute_value',
      'unique_value',
      'resource_count',
      'audit',
    ]) {
      const rows = await database.rows(
        `SELECT directory_id FROM ${table} WHERE directory_id = '${DIRECTORY}'`,
      )
      expect(rows, table).toEqual([])
    }
    expect(await store.get('dir_2', UserResourceType, 'u1')).toEqual(user('u1'))
  })
})

describe.each(engines)('pruning on $name', (engine) => {
  it('deletes old events with their deliveries and attempts, and keeps numbering', async () => {
    const { store, directories, database } = await open(engine)
    await directories.putEndpoint(endpoint('ep'))
    await store.write(DIRECTORY, createUser(user('u1')))
    await store.write(DIRECTORY, createUser(user('u2')))
    expect(await deliverAll(store)).toBe(2)
    expect(await store.prune(new Date(Date.now() - 60_000).toISOString())).toBe(0)
    expect(await store.prune(later())).toBe(2)
    expect(await store.events(DIRECTORY, { after: 0, limit: 10 })).toEqual([])
    expect(await store.outbox.list(DIRECTORY, { limit: 10 })).toEqual([])
    expect(await database.rows('SELECT * FROM attempt')).toEqual([])
    await store.write(DIRECTORY, createUser(user('u3')))
    const [event] = await store.events(DIRECTORY, { after: 0, limit: 10 })
    expect(event?.sequence).toBe(3)
  })

  it('keeps what is not delivered yet', async () => {
    const { store, directories } = await open(engine)
    await directories.putEndpoint(endpoint('ep', { enabled: true }))
    await store.write(DIRECTORY, createUser(user('u1')))
    await directories.noteEndpoint(DIRECTORY, 'ep', { disabledReason: 'failing' })
    expect(await store.prune(later())).toBe(0)
    await directories.putEndpoint(endpoint('ep'))
    expect(await deliverAll(store)).toBe(1)
  })
})
