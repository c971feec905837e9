import { UserResourceType } from '@scimwright/types'
import { describe, expect, it } from 'vitest'
import type { DurableStore } from '../src/durable-store.ts'
import { checkDatabase } from './check-database.ts'
import { hasPostgres, postgresDatabase, sharedPostgres, stopServerAtTheEnd } from './engines.ts'
import { createUser, DIRECTORY, describeEverything, update, user } from './resources.ts'

const PROCESSES = 3
const USERS = 12
const VERSIONS = 12

stopServerAtTheEnd()

const setUp = async () => {
  const database = await postgresDatabase(await sharedPostgres())
  const stores: DurableStore[] = []
  for (let n = 0; n < PROCESSES; n += 1)
    stores.push(await database.open({ describe: describeEverything }))
  const [store] = stores
  if (!store) throw new Error('no store was opened')
  await store.directories.create({
    id: DIRECTORY,
    organizationId: 'org_1',
    name: 'Example',
    provider: 'OKTA',
    profile: 'okta',
    enabled: true,
  })
  for (const id of ['ep_1', 'ep_2'])
    await store.directories.putEndpoint({
      id,
      directoryId: DIRECTORY,
      url: 'https://app.example.com',
      secrets: [],
      eventTypes: [],
      enabled: true,
    })
  return { database, stores }
}

describe.skipIf(!hasPostgres)('several processes on one database', () => {
  it('deliver everything once and in order while they write, and number events without gaps', {
    timeout: 120_000,
  }, async () => {
    const { database, stores } = await setUp()
    const delivered = new Map<string, number[]>()
    let isWritten = false
    const work = async (store: DurableStore): Promise<void> => {
      for (;;) {
        const isLast = isWritten
        // Far ahead, so that everything is due; a lease never ends here.
        const now = Date.now() + 3_600_000
        const claimed = await store.outbox.claim({ limit: 20, leaseMs: 36_000_000, now })
        if (claimed.length === 0 && isLast) return
        for (const { endpoint, event } of claimed) {
          const lane = `${endpoint.id} ${event.resourceId}`
          delivered.set(lane, [...(delivered.get(lane) ?? []), event.sequence])
        }
        const outcome = { result: 'delivered', status: 200, durationMs: 1 } as const
        const settled = await Promise.all(
          claimed.map((each) => store.outbox.settle(each, outcome, now)),
        )
        expect(settled.every(Boolean)).toBe(true)
        await new Promise(setImmediate)
      }
    }
    const write = async (n: number): Promise<void> => {
      const store = stores[n % PROCESSES] as DurableStore
      await store.write(DIRECTORY, createUser(user(`u${n}`)))
      for (let version = 2; version <= VERSIONS; version += 1)
        await store.write(DIRECTORY, update(UserResourceType, user(`u${n}`, {}, version)))
    }
    const workers = stores.map(work)
    await Promise.all(Array.from({ length: USERS }, (_, n) => write(n)))
    isWritten = true
    await Promise.all(workers)

    expect((await checkDatabase(database)).size).toBe(USERS)
    expect(delivered.size).toBe(2 * USERS)
    for (const [lane, sequences] of delivered) {
      expect([lane, sequences.length]).toEqual([lane, VERSIONS])
      expect(sequences).toEqual([...sequences].sort((one, other) => one - other))
    }
    const unfinished = `SELECT 1 FROM delivery WHERE state <> 'delivered'`
    expect(await database.rows(unfinished)).toEqual([])
  })
})
