import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { createUser, DIRECTORY, user } from '../../test/resources.ts'
import { temporaryFolder } from '../../test/temporary-store.ts'
import { createSqliteStore } from './create-sqlite-store.ts'
import { openDatabase } from './open-database.ts'

describe('openDatabase', () => {
  it('syncs at commit, checks foreign keys and keeps a write-ahead log', () => {
    const db = openDatabase(`${temporaryFolder()}/store.db`)
    const pragma = (name: string) => db.pragma(name, { simple: true })
    const found = ['journal_mode', 'synchronous', 'foreign_keys', 'busy_timeout', 'mmap_size'].map(
      pragma,
    )
    db.close()
    expect(found).toEqual(['wal', 2, 1, 5000, 0])
  })

  it('names the file and what to do when it is no database', () => {
    const file = `${temporaryFolder()}/store.db`
    writeFileSync(file, 'not a database at all, but long enough to have a header'.repeat(40))
    expect(() => openDatabase(file)).toThrow(
      `Cannot open the database "${file}": it is not an SQLite database. Choose another file, or restore it from a backup.`,
    )
  })

  it('refuses a damaged file', async () => {
    const file = `${temporaryFolder()}/store.db`
    const store = createSqliteStore({ file })
    for (let n = 0; n < 200; n += 1)
      await store.write(DIRECTORY, createUser(user(`u${n}`, { displayName: 'x'.repeat(500) })))
    await store.close()
    const bytes = readFileSync(file)
    bytes.fill(0x5a, bytes.length / 2, bytes.length / 2 + 8192)
    writeFileSync(file, bytes)
    expect(() => openDatabase(file)).toThrow(/it is damaged.*Restore it from a backup\.$/)
  })

  it('refuses a folder that is a file', () => {
    const folder = temporaryFolder()
    writeFileSync(`${folder}/data`, '')
    expect(() => openDatabase(`${folder}/data/store.db`)).toThrow(/its folder is a file/)
    expect(() => openDatabase(`${folder}/data/deep/store.db`)).toThrow(/part of its path is a file/)
  })

  it('refuses a path that is a folder', () => {
    const folder = temporaryFolder()
    mkdirSync(`${folder}/store.db`)
    expect(() => openDatabase(`${folder}/store.db`)).toThrow(/cannot be opened or made/)
  })

  it('refuses a database in memory: it would keep nothing', () => {
    expect(() => openDatabase(':memory:')).toThrow(/cannot keep a write-ahead log \(memory\)/)
  })

  it('refuses a folder it may not write to', () => {
    expect(() => openDatabase(`${unwritableFolder()}/store.db`)).toThrow(
      /Give this process write access/,
    )
  })
})

// The superuser may write to every folder but those of the kernel.
const unwritableFolder = (): string => {
  if (process.getuid?.() === 0) return '/proc'
  const folder = temporaryFolder()
  chmodSync(folder, 0o500)
  return folder
}
