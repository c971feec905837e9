import { createHash } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import type { Migration } from './migrations/migration.ts'

/**
 * Brings the schema forward, each step in one transaction; two processes that start together do not step twice.
 *
 * @throws Error when an applied step differs from the one in this version, or the schema is newer than it.
 */
export const migrate = (db: Database, migrations: readonly Migration[]): void => {
  db.exec(`CREATE TABLE IF NOT EXISTS migration (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL
  ) STRICT`)
  const read = db.prepare<[], Applied>(
    'SELECT number, name, checksum FROM migration ORDER BY number',
  )
  const record = db.prepare<[number, string, string, string]>(
    'INSERT INTO migration (number, name, checksum, applied_at) VALUES (?, ?, ?, ?)',
  )
  verify(read.all(), migrations)
  for (const migration of migrations) {
    const { number, name, statements } = migration
    db.transaction(() => {
      if (read.all().some((applied) => applied.number === number)) return
      db.exec(statements)
      record.run(number, name, checksum(migration), new Date().toISOString())
    }).immediate()
  }
}

interface Applied {
  number: number
  name: string
  checksum: string
}

const checksum = ({ number, name, statements }: Migration): string =>
  createHash('sha256').update(`${number}\n${name}\n${statements}`).digest('hex')

const verify = (applied: readonly Applied[], migrations: readonly Migration[]): void => {
  for (const { number, name, checksum: found } of applied) {
    const known = migrations.find((migration) => migration.number === number)
    if (!known)
      throw new Error(
        `its schema has step ${number} (${name}), which this version does not know. Run the version that wrote it, or a newer one.`,
      )
    if (checksum(known) !== found)
      throw new Error(
        `step ${number} (${name}) of its schema is not the one of this version. Restore the file from a backup made by a released version.`,
      )
  }
}
