import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../test/temporary-store.ts'
import { createGroupCommit } from './group-commit.ts'

const setUp = (maxBatch?: number) => {
  const file = `${temporaryFolder()}/g.db`
  const db = new Database(file)
  const other = new Database(file)
  onTestFinished(() => {
    db.close()
    other.close()
  })
  db.pragma('journal_mode = WAL')
  db.exec('CREATE TABLE t (x INTEGER NOT NULL UNIQUE)')
  let commits = 0
  const queue = createGroupCommit(db, {
    ...(maxBatch !== undefined && { maxBatch }),
    afterCommit: () => {
      commits += 1
    },
  })
  const insert = db.prepare('INSERT INTO t VALUES (?)')
  const select = other.prepare('SELECT x FROM t ORDER BY x').pluck()
  return {
    db,
    queue,
    add: (x: number) => queue.run(() => insert.run(x).lastInsertRowid),
    committed: () => select.all(),
    commits: () => commits,
  }
}

describe('the commit queue', () => {
  it('commits what waits together once, and resolves after it', async () => {
    const { add, committed, commits } = setUp()
    const seen = await Promise.all([1, 2, 3].map((x) => add(x).then(() => committed())))
    expect(seen).toEqual([
      [1, 2, 3],
      [1, 2, 3],
      [1, 2, 3],
    ])
    expect(commits()).toBe(1)
  })

  it('fails a job alone: nothing of it stays, its neighbours are committed', async () => {
    const { queue, add, committed } = setUp()
    const broken = queue.run(() => {
      add(9).catch(() => undefined)
      throw new Error('broken')
    })
    const results = await Promise.allSettled([add(1), add(1), broken, add(2)])
    expect(results.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
    ])
    expect(committed()).toEqual([1, 2])
  })

  it('undoes what a job did before it failed', async () => {
    const { db, queue, committed } = setUp()
    const half = queue.run(() => {
      db.exec('INSERT INTO t VALUES (5)')
      throw new Error('half way')
    })
    await expect(half).rejects.toThrow('half way')
    expect(committed()).toEqual([])
  })

  it('splits a long queue into batches, in order', async () => {
    const { add, commits, committed } = setUp(4)
    await Promise.all(Array.from({ length: 10 }, (_, x) => add(x)))
    expect(commits()).toBe(3)
    expect(committed()).toHaveLength(10)
  })

  it('rejects every job of a commit that fails', async () => {
    const { db, queue, add, committed } = setUp()
    db.pragma('foreign_keys = ON')
    db.exec('CREATE TABLE p (id INTEGER PRIMARY KEY)')
    db.exec('CREATE TABLE c (p INTEGER REFERENCES p (id) DEFERRABLE INITIALLY DEFERRED)')
    const orphan = queue.run(() => db.exec('INSERT INTO c VALUES (1)'))
    const results = await Promise.allSettled([add(1), orphan])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(committed()).toEqual([])
    expect(await add(2)).toBe(1)
  })

  it('commits what waits when it is closed, and takes no more', async () => {
    const { queue, add, committed } = setUp()
    const waiting = add(1)
    queue.close()
    expect(committed()).toEqual([1])
    await waiting
    await expect(add(2)).rejects.toThrow('The store is closed.')
  })
})
