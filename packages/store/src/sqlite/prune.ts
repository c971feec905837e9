import type { Database } from 'better-sqlite3'
import { PRUNE_STEP, prunedTables } from '../rows/pruned-tables.ts'
import type { GroupCommit } from './group-commit.ts'

/** Deletes what is old, a few hundred rows at a time, between the writes of others. */
export const createPrune = (db: Database, commits: GroupCommit) => {
  const directories = db.prepare<[], { directory_id: string; removed_at: string | null }>(
    'SELECT directory_id, removed_at FROM directory',
  )
  const oldest = db.prepare<[string, number, number], { sequence: number; at: string }>(
    `SELECT sequence, at FROM event WHERE directory_id = ? AND sequence > ?
     ORDER BY sequence LIMIT ?`,
  )
  const isHeld = db
    .prepare<[string, number, number], number>(
      `SELECT 1 FROM delivery WHERE directory_id = ? AND sequence = ?
         AND (state IN ('waiting', 'pending') OR next_at >= ?) LIMIT 1`,
    )
    .pluck()
  const deleteAttempts = db.prepare<[string, string, number]>(
    `DELETE FROM attempt WHERE directory_id = ? AND delivery_id IN (
       SELECT id FROM delivery WHERE directory_id = ? AND sequence = ?)`,
  )
  const deleteDeliveries = db.prepare<[string, number]>(
    'DELETE FROM delivery WHERE directory_id = ? AND sequence = ?',
  )
  const deleteEvent = db.prepare<[string, number]>(
    'DELETE FROM event WHERE directory_id = ? AND sequence = ?',
  )
  const emptyTables = prunedTables.map(([table, key]) =>
    db.prepare<[string, number]>(
      `DELETE FROM ${table} WHERE (${key}) IN (
         SELECT ${key} FROM ${table} WHERE directory_id = ? LIMIT ?)`,
    ),
  )

  const pruneEvents = async (directoryId: string, before: string): Promise<number> => {
    let pruned = 0
    for (let after = 0; ; ) {
      const events = oldest.all(directoryId, after, PRUNE_STEP)
      const old = events.filter(({ at }) => at < before)
      const last = old.at(-1)
      if (!last) return pruned
      after = last.sequence
      pruned += await commits.run(() => {
        const gone = old.filter(
          ({ sequence }) => !isHeld.get(directoryId, sequence, Date.parse(before)),
        )
        for (const { sequence } of gone) {
          deleteAttempts.run(directoryId, directoryId, sequence)
          deleteDeliveries.run(directoryId, sequence)
          deleteEvent.run(directoryId, sequence)
        }
        return gone.length
      })
      if (old.length < PRUNE_STEP) return pruned
    }
  }

  const empty = async (directoryId: string): Promise<number> => {
    let deleted = 0
    for (const statement of emptyTables)
      for (let changes = PRUNE_STEP; changes === PRUNE_STEP; deleted += changes)
        changes = await commits.run(() => statement.run(directoryId, PRUNE_STEP).changes)
    return deleted
  }

  return async (before: string): Promise<number> => {
    let pruned = 0
    for (const { directory_id, removed_at } of directories.all()) {
      pruned += await pruneEvents(directory_id, before)
      if (removed_at !== null && removed_at < before) pruned += await empty(directory_id)
    }
    return pruned
  }
}
