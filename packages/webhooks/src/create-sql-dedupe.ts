import { type Dedupe, type DedupeOptions, dedupeTimes } from './dedupe.ts'

/** Runs one statement with `$1`-style parameters and gives back its rows (pg, postgres.js, better-sqlite3 with a shim). */
export type SqlQuery = (
  text: string,
  values: readonly (string | number)[],
) => Promise<readonly Readonly<Record<string, unknown>>[]>

/** The table the statements are about; run it in a migration of yours. */
export const sqlDedupeTable =
  'CREATE TABLE IF NOT EXISTS webhook_inbox (id TEXT PRIMARY KEY, done INTEGER NOT NULL, until BIGINT NOT NULL)'

/** A dedupe store whose memory is a table. */
export interface SqlDedupe extends Dedupe {
  /** Deletes the ids that are past their retention; run it now and then. */
  prune(): Promise<void>
}

/**
 * A dedupe store in a table of the application's own database, on PostgreSQL or SQLite.
 *
 * Commit in the transaction of the effect where you can: then effect and memory are one.
 *
 * @example
 * const dedupe = createSqlDedupe(async (text, values) => (await pool.query(text, [...values])).rows)
 */
export const createSqlDedupe = (query: SqlQuery, options: DedupeOptions = {}): SqlDedupe => {
  const { retentionSeconds, claimSeconds, now } = dedupeTimes(options)
  const seconds = (): number => Math.floor(now())
  return {
    begin: async (id) => {
      const claimed = await query(
        `INSERT INTO webhook_inbox (id, done, until) VALUES ($1, 0, $2)
         ON CONFLICT (id) DO UPDATE SET done = 0, until = excluded.until WHERE webhook_inbox.until <= $3
         RETURNING id`,
        [id, seconds() + claimSeconds, seconds()],
      )
      if (claimed.length > 0) return 'new'
      const [row] = await query('SELECT done FROM webhook_inbox WHERE id = $1', [id])
      return Number(row?.done) === 1 ? 'done' : 'in_progress'
    },
    commit: async (id) => {
      await query('UPDATE webhook_inbox SET done = 1, until = $1 WHERE id = $2', [
        seconds() + retentionSeconds,
        id,
      ])
    },
    release: async (id) => {
      await query('DELETE FROM webhook_inbox WHERE id = $1 AND done = 0', [id])
    },
    prune: async () => {
      await query('DELETE FROM webhook_inbox WHERE until <= $1', [seconds()])
    },
  }
}
