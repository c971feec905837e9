import { PRUNE_STEP, prunedTables } from '../rows/pruned-tables.ts'
import type { Database } from './database.ts'
import { postgresError } from './postgres-error.ts'
import type { Parameter, Prepared } from './statement.ts'

const DIRECTORIES: Prepared = { text: 'SELECT directory_id, removed_at FROM directory' }

// Old ones that nobody holds, among the oldest after a place; where that look ended.
const PRUNE_EVENTS: Prepared = {
  text: `WITH oldest AS (
      SELECT sequence FROM event WHERE directory_id = $1 AND sequence > $2 AND at < $3
      ORDER BY sequence LIMIT $5
    ), gone AS (
      SELECT o.sequence FROM oldest o WHERE NOT EXISTS (
        SELECT 1 FROM delivery d WHERE d.directory_id = $1 AND d.sequence = o.sequence
          AND (d.state IN ('waiting', 'pending') OR d.next_at >= $4))
    ), attempts AS (
      DELETE FROM attempt a USING delivery d, gone g
      WHERE d.directory_id = $1 AND d.sequence = g.sequence
        AND a.directory_id = $1 AND a.delivery_id = d.id
    ), deliveries AS (
      DELETE FROM delivery d USING gone g WHERE d.directory_id = $1 AND d.sequence = g.sequence
    ), events AS (
      DELETE FROM event e USING gone g WHERE e.directory_id = $1 AND e.sequence = g.sequence
      RETURNING e.sequence
    )
    SELECT (SELECT count(*) FROM events)::int AS pruned, (SELECT count(*) FROM oldest)::int AS seen,
      (SELECT max(sequence) FROM oldest) AS last`,
}

const EMPTY = prunedTables.map(
  ([table]): Prepared => ({
    text: `DELETE FROM ${table} WHERE ctid IN (
      SELECT ctid FROM ${table} WHERE directory_id = $1 LIMIT $2) RETURNING 1`,
  }),
)

interface Pruned {
  pruned: number
  seen: number
  last: number
}

/** Deletes what is old, a few hundred rows at a time, between the writes of others. */
export const createPrune = (database: Database) => {
  const run = async <Row>(
    directoryId: string,
    statement: Prepared,
    values: readonly Parameter[],
  ): Promise<Row[]> => {
    try {
      return await database.transaction(directoryId, (connection) =>
        connection.run<Row>(statement, values),
      )
    } catch (error) {
      throw postgresError(error)
    }
  }

  const pruneEvents = async (directoryId: string, before: string): Promise<number> => {
    let total = 0
    for (let after = 0; ; ) {
      const values = [directoryId, after, before, Date.parse(before), PRUNE_STEP]
      const [row] = await run<Pruned>(directoryId, PRUNE_EVENTS, values)
      if (!row || row.seen === 0) return total
      total += row.pruned
      after = row.last
      if (row.seen < PRUNE_STEP) return total
    }
  }

  const empty = async (directoryId: string): Promise<number> => {
    let deleted = 0
    for (const statement of EMPTY)
      for (let rows = PRUNE_STEP; rows === PRUNE_STEP; deleted += rows)
        rows = (await run(directoryId, statement, [directoryId, PRUNE_STEP])).length
    return deleted
  }

  return async (before: string): Promise<number> => {
    let pruned = 0
    const directories = await database.read<{ directory_id: string; removed_at: string | null }>(
      '*',
      DIRECTORIES,
    )
    for (const { directory_id, removed_at } of directories) {
      pruned += await pruneEvents(directory_id, before)
      if (removed_at !== null && removed_at < before) pruned += await empty(directory_id)
    }
    return pruned
  }
}
