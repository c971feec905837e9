import type { Database } from 'better-sqlite3'
import type { Migration } from '../migrations/migration.ts'
import { type Applied, checksum, verifyMigrations } from '../migrations/verify-migrations.ts'

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
  verifyMigrations(read.all(), migrations)
  for (const migration of migrations) {
    const { number, name, statements } = migration
    db.transaction(() => {
      if (read.all().some((applied) => applied.number === number)) return
      db.exec(statements)
      record.run(number, name, checksum(migration), new Date().toISOString())
    }).immediate()
  }
}
