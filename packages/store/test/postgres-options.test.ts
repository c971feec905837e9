import { UserResourceType } from '@scimwright/types'
import pg from 'pg'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { createPostgresStore } from '../src/postgres/create-postgres-store.ts'
import { checkDatabase } from './check-database.ts'
import { hasPostgres, postgresDatabase, sharedPostgres, stopServerAtTheEnd } from './engines.ts'
import { createUser, DIRECTORY, describeEverything, user } from './resources.ts'

stopServerAtTheEnd()

/** A store of its own with an option, opened as a role that is no superuser. */
const openWith = async (options: { pgBouncer?: boolean; rowLevelSecurity?: boolean }) => {
  const server = await sharedPostgres()
  const database = await postgresDatabase(server)
  const { name, rows } = database
  await server.query(
    `DO $$ BEGIN CREATE ROLE app LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$`,
  )
  await server.query(`ALTER DATABASE ${name} OWNER TO app`)
  const url = server.url(name, 'app')
  const open = async (more = options) => {
    const store = await createPostgresStore({ url, describe: describeEverything, ...more })
    onTestFinished(() => store.close())
    return store
  }
  return { store: await open(), open, url, rows, database }
}

const listUsers = { resourceTypes: [UserResourceType], startIndex: 1, count: 9 }

describe.skipIf(!hasPostgres)('row-level security', () => {
  it('keeps the rows of other directories from statements that forget to ask for one', async () => {
    const { store, url, database } = await openWith({ rowLevelSecurity: true })
    for (const directoryId of ['dir_1', 'dir_2'])
      for (const id of ['u1', 'u2']) await store.write(directoryId, createUser(user(id)))
    expect((await store.list('dir_1', listUsers)).totalResults).toBe(2)
    expect(await store.get('dir_2', UserResourceType, 'u1')).toEqual(user('u1'))

    const client = new pg.Client({ connectionString: url })
    await client.connect()
    onTestFinished(() => client.end())
    const seen = async (): Promise<unknown[]> => {
      const text = 'SELECT DISTINCT directory_id FROM resource ORDER BY directory_id'
      return (await client.query(text)).rows.map((row) => row.directory_id)
    }
    expect(await seen()).toEqual([])
    await client.query(`SELECT set_config('scimwright.directory_id', 'dir_2', FALSE)`)
    expect(await seen()).toEqual(['dir_2'])
    const stray = `INSERT INTO audit (directory_id, change, at, operation, cause, type, resource_id,
      version, attributes) VALUES ('dir_1', 99, '', '', '', '', '', 1, '[]')`
    await expect(client.query(stray)).rejects.toThrow(/row-level security/)
    expect(await database.rows('SELECT 1 FROM resource')).toHaveLength(4)
  })

  it('does not stand in the way of deliveries, and can be taken off again', async () => {
    const { store, open } = await openWith({ rowLevelSecurity: true })
    await store.directories.create({
      id: DIRECTORY,
      organizationId: 'org_1',
      name: 'Example',
      provider: 'OKTA',
      profile: 'okta',
      enabled: true,
    })
    const url = 'https://app.example.com'
    const endpoint = { id: 'ep_1', directoryId: DIRECTORY, url, secrets: [], eventTypes: [] }
    await store.directories.putEndpoint({ ...endpoint, enabled: true })
    await store.write(DIRECTORY, createUser(user('u1')))
    const now = Date.now() + 1000
    const [claimed] = await store.outbox.claim({ limit: 9, leaseMs: 1000, now })
    if (!claimed) throw new Error('nothing was claimed')
    const outcome = { result: 'delivered', status: 200, durationMs: 1 } as const
    expect(await store.outbox.settle(claimed, outcome, now)).toBe(true)
    await store.close()

    const without = await open({})
    expect((await without.list(DIRECTORY, listUsers)).totalResults).toBe(1)
  })
})

describe.skipIf(!hasPostgres)('behind PgBouncer', () => {
  it('keeps no prepared statements, and sets nothing that outlives its transaction', async () => {
    const sent: { name?: string; text: string }[] = []
    const send = pg.Client.prototype.query
    const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
      this: pg.Client,
      ...args: unknown[]
    ) {
      const [config] = args as [string | { name?: string; text: string }]
      sent.push(typeof config === 'string' ? { text: config } : config)
      return Reflect.apply(send, this, args)
    })
    onTestFinished(() => spy.mockRestore())
    const { store, database } = await openWith({ pgBouncer: true })
    const own = /application_name|ROLE|DATABASE|^SELECT 1$/
    await Promise.all(
      Array.from({ length: 30 }, (_, n) => store.write(DIRECTORY, createUser(user(`u${n}`)))),
    )
    expect((await store.list(DIRECTORY, listUsers)).totalResults).toBe(30)
    expect((await checkDatabase(database)).size).toBe(30)

    const ofStore = sent.filter(({ text }) => !own.test(text))
    expect(ofStore.filter(({ name }) => name !== undefined)).toEqual([])
    expect(ofStore.filter(({ text }) => /^\s*(SET (?!LOCAL)|PREPARE|LISTEN)/i.test(text))).toEqual(
      [],
    )
    const begun = ofStore.filter(({ text }) => text === 'BEGIN').length
    const limited = ofStore.filter(({ text }) =>
      /set_config\('statement_timeout'.*TRUE\)/.test(text),
    )
    expect(begun).toBeGreaterThan(1)
    expect(limited).toHaveLength(begun)
  })
})

describe.skipIf(!hasPostgres)('a database that is not safe', () => {
  it('is refused at start, with what to do', async () => {
    const server = await sharedPostgres()
    const { name, target: url } = await postgresDatabase(server)
    await server.query(`ALTER DATABASE ${name} SET synchronous_commit = off`)
    await expect(createPostgresStore({ url })).rejects.toThrow(
      /acknowledges writes before they are on disk. Set synchronous_commit to on/,
    )
    const away = createPostgresStore({ url: url.replace(name, 'nowhere') })
    await expect(away).rejects.toThrow(/^Cannot use the PostgreSQL database: .*"nowhere"/)
  })

  it('is refused when it cannot hold every text', async () => {
    const server = await sharedPostgres()
    await server.query(
      `CREATE DATABASE latin ENCODING 'LATIN1' LOCALE_PROVIDER libc LOCALE 'C' TEMPLATE template0`,
    )
    const opened = createPostgresStore({ url: server.url('latin') })
    await expect(opened).rejects.toThrow(/its encoding is LATIN1/)
  })
})
