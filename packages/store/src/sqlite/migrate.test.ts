import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../test/temporary-store.ts'
import type { Migration } from '../migrations/migration.ts'
import { migrate } from './migrate.ts'

import { migrations } from './migrations/migrations.ts'

const one: Migration = {
  number: 1,
  name: 'one',
  statements: 'CREATE TABLE a (x); CREATE TABLE b (x)',
}
const two: Migration = { number: 2, name: 'two', statements: 'ALTER TABLE a ADD COLUMN y' }

const open = (file = `${temporaryFolder()}/m.db`): Database.Database => {
  const db = new Database(file)
  onTestFinished(() => {
    db.close()
  })
  return db
}

const tables = (db: Database.Database) =>
  db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all()

describe('migrate', () => {
  it('applies each step once, in order, and goes on from where the file is', () => {
    const db = open()
    migrate(db, [one])
    migrate(db, [one, two])
    migrate(db, [one, two])
    expect(tables(db)).toEqual(['a', 'b', 'migration'])
    expect(db.prepare('SELECT number FROM migration').pluck().all()).toEqual([1, 2])
    expect(db.prepare('SELECT count(y) FROM a').pluck().get()).toBe(0)
  })

  it('lets two connections of one file start together', () => {
    const file = `${temporaryFolder()}/m.db`
    const [first, second] = [open(file), open(file)]
    migrate(first, [one])
    migrate(second, [one, two])
    migrate(first, [one, two])
    expect(first.prepare('SELECT count(*) FROM migration').pluck().get()).toBe(2)
  })

  it('leaves nothing of a step that fails in the middle', () => {
    const db = open()
    const broken = { ...one, statements: 'CREATE TABLE a (x); CREATE TABLE a (x)' }
    expect(() => migrate(db, [broken])).toThrow(/already exists/)
    expect(tables(db)).toEqual(['migration'])
    expect(db.prepare('SELECT count(*) FROM migration').pluck().get()).toBe(0)
  })

  it('refuses a file whose applied step is another one', () => {
    const db = open()
    migrate(db, [one])
    expect(() => migrate(db, [{ ...one, statements: 'CREATE TABLE c (x)' }])).toThrow(
      /step 1 \(one\) of its schema is not the one of this version/,
    )
    expect(tables(db)).toEqual(['a', 'b', 'migration'])
  })

  it('refuses a file written by a newer version', () => {
    const db = open()
    migrate(db, [one, two])
    expect(() => migrate(db, [one])).toThrow(/step 2 \(two\), which this version does not know/)
  })
})

describe('migrations', () => {
  it('are numbered without gaps', () => {
    expect(migrations.map(({ number }) => number)).toEqual(migrations.map((_, index) => index + 1))
  })
})
