import { parseFilter } from '@scimwright/engine'
import type { ListQuery } from '@scimwright/server'
import { GroupResourceType, UserResourceType, urns } from '@scimwright/types'
import pg from 'pg'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { compileFilterToSql } from '../src/filter/compile-filter-to-sql.ts'
import { openDatabase } from '../src/postgres/database.ts'
import { createListing } from '../src/postgres/list-resources.ts'
import { sql, toStatement } from '../src/sql.ts'
import { checkDatabase } from './check-database.ts'
import { hasPostgres, postgresDatabase, sharedPostgres, stopServerAtTheEnd } from './engines.ts'
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

const setUp = async () => {
  const database = await postgresDatabase(await sharedPostgres())
  return { ...database, store: await database.open({ describe: describeEverything }) }
}

const query = (filter: string, rest: Partial<ListQuery> = {}): ListQuery => ({
  resourceTypes: [UserResourceType],
  startIndex: 1,
  count: 9,
  filter: parseFilter(filter),
  ...rest,
})

describe.skipIf(!hasPostgres)('a text PostgreSQL cannot store', () => {
  it.each([
    ['U+0000', 'a\u0000b'],
    ['half of a surrogate pair', 'a\ud800'],
  ])('is refused with 400, and costs the writes beside it nothing: %s', async (_, text) => {
    const { store, ...database } = await setUp()
    const results = await Promise.allSettled([
      store.write(DIRECTORY, createUser(user('u1'))),
      store.write(DIRECTORY, createUser(user('u2', { displayName: text }))),
      store.write(DIRECTORY, createUser(user('u3', { userName: text }))),
      store.write(DIRECTORY, createGroup(group('g1', { members: [{ value: text }] }))),
      store.write(DIRECTORY, createUser(user('u4', { displayName: 'a\\u0000b' }))),
    ])
    const outcomes = results.map((result) =>
      result.status === 'fulfilled' ? result.value.outcome : result.reason.scimType,
    )
    const refused = 'invalidValue'
    expect(outcomes).toEqual(['written', refused, refused, refused, 'written'])
    expect((await checkDatabase(database)).size).toBe(2)
  })

  it('finds nothing and nobody, in an id or a filter', async () => {
    const { store } = await setUp()
    await store.write(DIRECTORY, createUser(user('u1')))
    const id = 'u1\u0000'
    expect(await store.get(DIRECTORY, UserResourceType, id)).toBeUndefined()
    const deleted = { operation: 'delete', resourceType: UserResourceType, id } as const
    expect(await store.write(DIRECTORY, deleted)).toEqual({ outcome: 'missing' })
    expect(await store.hasMoreMembers(DIRECTORY, id, 0)).toBe(false)
    const found = async (filter: string) =>
      (await store.list(DIRECTORY, query(filter))).totalResults
    expect(await found('userName eq "u1\\u0000"')).toBe(0)
    expect(await found('userName sw "u1\\u0000"')).toBe(0)
    expect(await found('userName gt "u1\\u0000"')).toBe(1)
    expect(await found('displayName ne "\\u0000"')).toBe(1)
  })

  it('is a value too long to be found again, too', async () => {
    const { store } = await setUp()
    const long = Array.from({ length: 5000 }, (_, n) => String.fromCodePoint(0x4e00 + n)).join('')
    await expect(
      store.write(DIRECTORY, createUser(user('u1', { externalId: long }))),
    ).rejects.toMatchObject({
      scimType: 'invalidValue',
      detail: expect.stringMatching(/^externalId/),
    })
    const shown = await store.write(DIRECTORY, createUser(user('u1', { displayName: long })))
    expect(shown.outcome).toBe('written')
  })
})

describe.skipIf(!hasPostgres)('the collation of the database', () => {
  it('does not matter, even to the type of a group, which no column holds', async () => {
    const { store } = await setUp()
    await store.write(DIRECTORY, createUser(user('u1')))
    await store.write(DIRECTORY, createGroup(group('g1', { members: [{ value: 'u1' }] })))
    // People sort symbols before letters, code points do not.
    const { totalResults } = await store.list(DIRECTORY, query('groups.type lt "\u{1f600}"'))
    expect(totalResults).toBe(1)
  })
})

describe.skipIf(!hasPostgres)('a list that has to look at everything', () => {
  it('ends with tooMany and advice when it takes too long; one that an index serves does not', async () => {
    const { store, target } = await setUp()
    for (let n = 0; n < 20; n += 1) await store.write(DIRECTORY, createUser(user(`u${n}`)))
    const blocker = new pg.Client({ connectionString: target })
    await blocker.connect()
    onTestFinished(() => blocker.end())
    const database = openDatabase({ url: target })
    onTestFinished(() => database.close())
    const list = createListing(database, { scanMilliseconds: 100 })
    // A scan that waits for a lock takes its time without work.
    await blocker.query('BEGIN')
    await blocker.query('LOCK TABLE resource IN ACCESS EXCLUSIVE MODE')
    await expect(list(DIRECTORY, query('displayName co "x"'))).rejects.toMatchObject({
      status: 400,
      scimType: 'tooMany',
      detail: expect.stringMatching(/Ask for an exact userName/),
    })
    await blocker.query('ROLLBACK')
    expect((await list(DIRECTORY, query('userName co "u1"'))).totalResults).toBe(11)
    expect((await list(DIRECTORY, query('displayName co "x"'))).totalResults).toBe(0)
  })
})

describe.skipIf(!hasPostgres)('the plan', () => {
  it.each([
    'userName eq "ada@example.com"',
    'externalId eq "00u1"',
    'emails[type eq "work" and value eq "ada@example.com"]',
    'emails eq "ada@example.com"',
    `${urns.EnterpriseUser}:employeeNumber eq "7"`,
    'userName sw "ada"',
    'userName eq "ada" and active eq true',
    'userName eq "ada" or externalId eq "1"',
  ])('of %s reads no table from end to end', async (filter) => {
    const { store, target } = await setUp()
    await store.write(DIRECTORY, createUser(user('u1')))
    const { where } = compileFilterToSql(filter, UserResourceType, 'postgres')
    const { text, values } = toStatement(
      sql`SELECT r.doc FROM resource r WHERE r.directory_id = ${DIRECTORY} AND r.type = ${'User'}
        AND ${where(DIRECTORY)}`,
      'postgres',
    )
    const client = new pg.Client({ connectionString: target })
    await client.connect()
    onTestFinished(() => client.end())
    // Of an almost empty table the planner would read the one page there is.
    await client.query('SET enable_seqscan = off')
    const { rows: steps } = await client.query(`EXPLAIN ${text}`, [...values])
    const plan = steps.map((row) => row['QUERY PLAN']).join('\n')
    expect(plan).not.toMatch(/Seq Scan/)
    expect(plan).toMatch(/Index Cond: \(\(v\.directory_id|Index Cond: \(\(directory_id/)
    expect(plan).toMatch(/r\.id|id = ANY/)
  })

  it('is asked for with a text that does not depend on what stands in quotes', () => {
    const textOf = (literal: string) =>
      compileFilterToSql(
        `userName eq "${literal}" or emails[type eq "${literal}" and value co "${literal}"]`,
        UserResourceType,
        'postgres',
      ).text
    const expected = textOf('x')
    for (const hostile of ["' OR 1=1 --", '\\"; DROP TABLE resource; --', '%_', '$1', '?', '{}'])
      expect(textOf(hostile)).toBe(expected)
  })
})

describe.skipIf(!hasPostgres)('every statement', () => {
  it('names the directory, but those of the queue and the schema', async () => {
    const texts = new Set<string>()
    const send = pg.Client.prototype.query
    const spy = vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (
      this: pg.Client,
      ...args: unknown[]
    ) {
      texts.add(String((args[0] as { text?: string }).text ?? args[0]).trim())
      return Reflect.apply(send, this, args)
    })
    onTestFinished(() => spy.mockRestore())
    const { store } = await setUp()
    await store.write(DIRECTORY, createUser(user('u1')))
    await store.write(DIRECTORY, createGroup(group('g1', { members: [{ value: 'u1' }] })))
    await store.write(DIRECTORY, update(GroupResourceType, group('g1', { displayName: 'a' }, 2)))
    await store.write(DIRECTORY, { operation: 'delete', resourceType: UserResourceType, id: 'u1' })
    await store.get(DIRECTORY, UserResourceType, 'u1')
    for (const filter of [
      'userName eq "a"',
      'title co "a"',
      'groups.display eq "a"',
      'emails[type pr]',
    ])
      for (const sortBy of ['userName', 'groups', 'emails'])
        await store.list(DIRECTORY, query(filter, { sortBy }))
    const tables = /\b(resource|member|attribute_value|unique_value|event|audit|directory_seq)\b/
    const strays = [...texts].filter(
      (text) => tables.test(text) && !/directory_id|ALTER TABLE/.test(text),
    )
    expect(texts.size).toBeGreaterThan(20)
    expect(strays).toEqual([])
  })
})
