import { describe, expect, it, onTestFinished } from 'vitest'
import {
  hasPostgres,
  postgresDatabase,
  sharedPostgres,
  stopServerAtTheEnd,
} from '../../test/engines.ts'
import type { Migration } from '../migrations/migration.ts'
import { type Database, openDatabase } from './database.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/migrations.ts'

const one: Migration = {
  number: 1,
  name: 'one',
  statements: 'CREATE TABLE a (x int); CREATE TABLE b (x int)',
}
const two: Migration = { number: 2, name: 'two', statements: 'ALTER TABLE a ADD COLUMN y int' }

const setUp = async () => {
  const { target, rows } = await postgresDatabase(await sharedPostgres())
  const open = (): Database => {
    const database = openDatabase({ url: target })
    onTestFinished(() => database.close())
    return database
  }
  const tables = async () =>
    (
      await rows<{ tablename: string }>(
        `SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename`,
      )
    ).map(({ tablename }) => tablename)
  const steps = async () =>
    (await rows<{ number: number }>('SELECT number FROM migration ORDER BY number')).map(
      ({ number }) => number,
    )
  return { open, tables, steps }
}

stopServerAtTheEnd()

describe.skipIf(!hasPostgres)('migrate', () => {
  it('applies each step once, in order, and goes on from where the database is', async () => {
    const { open, tables, steps } = await setUp()
    const database = open()
    await migrate(database, [one])
    await migrate(database, [one, two])
    await migrate(database, [one, two])
    expect(await tables()).toEqual(['a', 'b', 'migration'])
    expect(await steps()).toEqual([1, 2])
  })

  it('lets processes start together', async () => {
    const { open, steps } = await setUp()
    await Promise.all(Array.from({ length: 6 }, () => migrate(open(), [one, two])))
    expect(await steps()).toEqual([1, 2])
  })

  it('leaves nothing of a step that fails in the middle', async () => {
    const { open, tables, steps } = await setUp()
    const broken = { ...one, statements: 'CREATE TABLE a (x int); CREATE TABLE a (x int)' }
    await expect(migrate(open(), [broken])).rejects.toThrow(/already exists/)
    expect(await tables()).toEqual(['migration'])
    expect(await steps()).toEqual([])
  })

  it('refuses a database whose applied step is another one, or that a newer version wrote', async () => {
    const { open } = await setUp()
    const database = open()
    await migrate(database, [one, two])
    const other = { ...one, statements: 'CREATE TABLE c (x int)' }
    await expect(migrate(database, [other, two])).rejects.toThrow(/step 1 \(one\)/)
    await expect(migrate(database, [one])).rejects.toThrow(/step 2 \(two\), which this version/)
  })
})

it('the migrations are numbered without gaps', () => {
  expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, index) => index + 1))
})
