import type { Migration } from '../migrations/migration.ts'
import { type Applied, checksum, verifyMigrations } from '../migrations/verify-migrations.ts'
import type { Connection, Database } from './database.ts'
import type { Prepared } from './statement.ts'

// Any number will do that no other program locks in this database.
const LOCK: Prepared = { text: 'SELECT pg_advisory_xact_lock(7246411301)' }

const READ: Prepared = { text: 'SELECT number, name, checksum FROM migration ORDER BY number' }

/**
 * Brings the schema forward, each step in one transaction; processes that start together wait for one another.
 *
 * @throws Error when an applied step differs from the one in this version, or the schema is newer than it.
 */
export const migrate = async (
  database: Database,
  migrations: readonly Migration[],
): Promise<void> => {
  await locked(database, ({ run }) =>
    run({
      text: `CREATE TABLE IF NOT EXISTS migration (
        number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL
      )`,
    }),
  )
  verifyMigrations(await database.read<Applied>('*', READ), migrations)
  for (const migration of migrations)
    await locked(database, async ({ run }) => {
      const { number, name, statements } = migration
      const applied = await run<Applied>(READ)
      if (applied.some((each) => each.number === number)) return
      await run({ text: statements })
      await run(
        {
          text: 'INSERT INTO migration (number, name, checksum, applied_at) VALUES ($1, $2, $3, $4)',
        },
        [number, name, checksum(migration), new Date().toISOString()],
      )
    })
}

/** Runs a change of the schema while no other process makes one. */
export const locked = (
  database: Database,
  work: (connection: Connection) => Promise<unknown>,
): Promise<void> =>
  database.transaction('*', async (connection) => {
    // Who comes second waits as long as the first one needs, but nobody waits for a table that is in use.
    await connection.run({ text: `SET LOCAL statement_timeout = '10min'` })
    await connection.run({ text: `SET LOCAL lock_timeout = 0` })
    await connection.run(LOCK)
    await connection.run({ text: `SET LOCAL lock_timeout = '3s'` })
    await work(connection)
  })
