import { GroupResourceType, UserResourceType } from '@scimwright/types'
import pg from 'pg'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { DurableStore } from '../src/durable-store.ts'
import { checkDatabase } from './check-database.ts'
import {
  hasPostgres,
  postgresDatabase,
  sharedPostgres,
  stopServerAtTheEnd,
  type TestDatabase,
} from './engines.ts'
import {
  createGroup,
  createUser,
  DIRECTORY,
  describeEverything,
  group,
  update,
  user,
} from './resources.ts'

stopServerAtTheEnd()

const addDirectory = async ({ directories }: DurableStore, id: string): Promise<void> => {
  const about = { organizationId: 'org_1', name: 'Example', provider: 'OKTA', profile: 'okta' }
  await directories.create({ id, ...about, enabled: true })
}

const addEndpoint = ({ directories }: DurableStore, id: string): Promise<void> =>
  directories.putEndpoint({
    id,
    directoryId: DIRECTORY,
    url: 'https://app.example.com',
    secrets: [],
    eventTypes: [],
    enabled: true,
  })

/** A store that knows where its directory is, so that creations are added blindly. */
const setUp = async () => {
  const database = await postgresDatabase(await sharedPostgres())
  const open = () => database.open({ describe: describeEverything })
  const store = await open()
  await addDirectory(store, DIRECTORY)
  await store.write(DIRECTORY, createUser(user('first')))
  return { database, open, store }
}

const sequences = async ({ rows }: TestDatabase, directoryId = DIRECTORY): Promise<number[]> =>
  (
    await rows<{ sequence: number }>(
      `SELECT sequence FROM event WHERE directory_id = '${directoryId}' ORDER BY sequence`,
    )
  ).map(({ sequence }) => sequence)

const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1)

/** The texts of what is sent from now on. */
const watch = (): string[] => {
  const texts: string[] = []
  const send = pg.Client.prototype.query
  const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
    this: pg.Client,
    ...args: unknown[]
  ) {
    texts.push((args[0] as { name?: string; text: string }).name ?? String(args[0]))
    return Reflect.apply(send, this, args)
  })
  onTestFinished(() => spy.mockRestore())
  return texts
}

describe.skipIf(!hasPostgres)('creations that nothing is read for', () => {
  it('are one statement', async () => {
    const { database, store } = await setUp()
    const texts = watch()
    const ids = ['a', 'b', 'c', 'd']
    for (const id of ids) await store.write(DIRECTORY, createUser(user(id)))
    expect(texts).toEqual(ids.map(() => 'append_drafts'))
    expect(await sequences(database)).toEqual(upTo(5))
    await checkDatabase(database)
  })

  it('share statements with those of other directories; what hinders one hinders no other', async () => {
    const { database, store } = await setUp()
    const others = Array.from({ length: 20 }, (_, n) => `dir_other_${n}`)
    for (const id of others) {
      await addDirectory(store, id)
      await store.write(id, createUser(user('first')))
    }
    const texts = watch()
    const writes = others.map((id, n) =>
      store.write(
        id,
        createUser(user(`u${n}`, n % 5 === 0 ? { userName: 'FIRST@example.com' } : {})),
      ),
    )
    const outcomes = await Promise.allSettled(writes)
    expect(outcomes.map(({ status }) => status)).toEqual(
      others.map((_, n) => (n % 5 === 0 ? 'rejected' : 'fulfilled')),
    )
    expect(texts.filter((text) => text === 'append_drafts').length).toBeLessThan(4)
    for (const [n, id] of others.entries())
      expect(await sequences(database, id)).toEqual(n % 5 === 0 ? [1] : [1, 2])
  })

  it('are carried out on what another process has left, in one sequence', async () => {
    const { database, open, store } = await setUp()
    const other = await open()
    for (let n = 0; n < 5; n += 1) {
      await other.write(DIRECTORY, createUser(user(`o${n}`)))
      await store.write(DIRECTORY, createUser(user(`s${n}`)))
    }
    await Promise.all(
      upTo(60).map((n) => (n % 2 ? store : other).write(DIRECTORY, createUser(user(`u${n}`)))),
    )
    expect(await sequences(database)).toEqual(upTo(71))
    await checkDatabase(database)
  })

  it('number their events on from where the sequence is, whatever the number of changes says', async () => {
    const { database, store } = await setUp()
    await database.rows('UPDATE directory_seq SET sequence = sequence + 3')
    await store.write(DIRECTORY, createUser(user('a')))
    expect(await sequences(database)).toEqual([1, 5])
  })

  it('find a name taken, an id taken, and each other', async () => {
    const { database, store } = await setUp()
    const outcomes = await Promise.allSettled(
      [
        user('a'),
        user('b', { userName: 'A@example.com' }),
        user('first', { userName: 'other' }),
        user('c', { userName: 'first@EXAMPLE.com' }),
        user('d'),
      ].map((resource) => store.write(DIRECTORY, createUser(resource))),
    )
    expect(outcomes.map(({ status }) => status)).toEqual([
      ...['fulfilled', 'rejected', 'rejected', 'rejected'],
      'fulfilled',
    ])
    for (const outcome of outcomes)
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ status: 409 })
    expect(await sequences(database)).toEqual(upTo(3))
    await checkDatabase(database)
  })

  it('tell of the groups that were waiting for a member', async () => {
    const { database, store } = await setUp()
    await store.write(DIRECTORY, createGroup(group('g1', { members: [{ value: 'late' }] })))
    await store.write(DIRECTORY, createUser(user('late')))
    const [last] = (await store.events(DIRECTORY, { after: 2, limit: 1 })).slice(-1)
    expect(JSON.parse(last?.body ?? '{}').after.groups).toEqual([
      { value: 'g1', display: 'Group g1', type: 'direct' },
    ])
    await checkDatabase(database)
  })

  it('are delivered to an endpoint that another process has added, and not to one that it took away', async () => {
    const { database, open, store } = await setUp()
    const other = await open()
    await addEndpoint(other, 'ep_1')
    await store.write(DIRECTORY, createUser(user('a')))
    await addEndpoint(other, 'ep_2')
    await store.write(DIRECTORY, createUser(user('b')))
    await other.directories.removeEndpoint(DIRECTORY, 'ep_1')
    await store.write(DIRECTORY, createUser(user('c')))
    expect(
      await database.rows('SELECT endpoint_id, sequence FROM delivery ORDER BY id'),
    ).toMatchObject([
      { endpoint_id: 'ep_1', sequence: 2 },
      { endpoint_id: 'ep_1', sequence: 3 },
      { endpoint_id: 'ep_2', sequence: 3 },
      { endpoint_id: 'ep_2', sequence: 4 },
    ])
  })

  it('do not wait for a directory that somebody else has locked', async () => {
    const { database, store } = await setUp()
    await addDirectory(store, 'dir_2')
    await store.write('dir_2', createUser(user('first')))
    const holder = new pg.Client({ connectionString: database.target })
    await holder.connect()
    await holder.query('BEGIN')
    await holder.query(`SELECT FROM directory_seq WHERE directory_id = '${DIRECTORY}' FOR UPDATE`)
    let isHeld = true
    const locked = store.write(DIRECTORY, createUser(user('a'))).finally(() => {
      isHeld = false
    })
    await store.write('dir_2', createUser(user('a')))
    expect(isHeld).toBe(true)
    await holder.query('COMMIT')
    await holder.end()
    await locked
    expect(await sequences(database)).toEqual([1, 2])
  })

  it('go on among changes of the same directory', async () => {
    const { database, store } = await setUp()
    await Promise.all(
      upTo(30).map(async (n) => {
        await store.write(DIRECTORY, createUser(user(`u${n}`)))
        await store.write(DIRECTORY, update(UserResourceType, user(`u${n}`, { title: 'x' }, 2)))
        await store.write(DIRECTORY, createGroup(group(`g${n}`, { members: [{ value: `u${n}` }] })))
        await store.write(DIRECTORY, {
          operation: 'delete',
          resourceType: GroupResourceType,
          id: `g${n}`,
        })
      }),
    )
    expect(await sequences(database)).toEqual(upTo(121))
    await checkDatabase(database)
  })
})
