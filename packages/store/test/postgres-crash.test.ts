import { setTimeout as wait } from 'node:timers/promises'
import { UserResourceType } from '@scimwright/types'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkDatabase } from './check-database.ts'
import { hasPostgres, postgresDatabase } from './engines.ts'
import { createUser, DIRECTORY, describeEverything, user } from './resources.ts'
import { type PostgresServer, startPostgres } from './start-postgres.ts'
import { writeRound } from './write-load.ts'

// More in the night.
const CRASHES = Number(process.env.SCIMWRIGHT_SERVER_CRASHES ?? 5)
const WRITERS = 8

// Without PostgreSQL `engines.ts` has said so.
describe.skipIf(!hasPostgres)('a server that crashes', () => {
  let server: PostgresServer
  beforeAll(async () => {
    // It syncs, as one in production: what is lost here would be lost there.
    const started = await startPostgres()
    if (!started) throw new Error('There is no PostgreSQL server.')
    server = started
  }, 60_000)
  afterAll(() => server.stop(), 60_000)

  it('takes no acknowledged write with it, and the store goes on when it is back', {
    timeout: 60_000 + CRASHES * 15_000,
  }, async () => {
    const database = await postgresDatabase(server)
    const store = await database.open({ describe: describeEverything })
    const acknowledged = new Map<string, number>()
    const refusals: unknown[] = []
    let isOver = false
    const writer = async (number: number): Promise<void> => {
      const prefix = `w${number}`
      const acknowledge = (id: string, version: number) => acknowledged.set(id, version)
      for (let round = 0; !isOver; round += 1)
        await writeRound({ store, prefix, acknowledge }, round).catch(async (error) => {
          refusals.push(error)
          await wait(20)
        })
    }
    const writers = Promise.all(Array.from({ length: WRITERS }, (_, number) => writer(number)))
    for (let crash = 0; crash < CRASHES; crash += 1) {
      await wait(200 + ((crash * 97) % 300))
      const before = acknowledged.size
      await server.kill(crash % 2 === 0 ? 'SIGQUIT' : 'SIGKILL')
      await wait(100)
      await server.start()
      while (acknowledged.size < before + WRITERS) await wait(20)
    }
    isOver = true
    await writers

    expect(refusals.length).toBeGreaterThanOrEqual(CRASHES)
    const others = refusals.filter((error) => (error as { status?: number }).status !== 503)
    expect(others).toEqual([])
    const versions = await checkDatabase(database)
    const lost = [...acknowledged].filter(([id, version]) => (versions.get(id) ?? 0) < version)
    expect(lost).toEqual([])
  })

  it('is answered with 503 while it is away, for reads and writes, and not at all differently after', {
    timeout: 60_000,
  }, async () => {
    const database = await postgresDatabase(server)
    const store = await database.open()
    await store.write(DIRECTORY, createUser(user('u1')))
    await server.kill('SIGQUIT')
    const calls = {
      write: () => store.write(DIRECTORY, createUser(user('u2'))),
      get: () => store.get(DIRECTORY, UserResourceType, 'u1'),
      list: () =>
        store.list(DIRECTORY, { resourceTypes: [UserResourceType], startIndex: 1, count: 9 }),
      ready: () => store.ready(),
      claim: () => store.outbox.claim({ limit: 1, leaseMs: 1, now: 1 }),
    }
    for (const [name, call] of Object.entries(calls))
      await expect(call(), name).rejects.toMatchObject({ status: 503 })
    await server.start()
    await store.ready()
    expect(await store.get(DIRECTORY, UserResourceType, 'u1')).toEqual(user('u1'))
    expect(await store.get(DIRECTORY, UserResourceType, 'u2')).toBeUndefined()
    expect((await store.write(DIRECTORY, createUser(user('u2')))).outcome).toBe('written')
  })
})
