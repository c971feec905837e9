import type { Database } from 'better-sqlite3'
import { fold } from '../fold.ts'
import { instant } from '../instant.ts'

/** Gives a connection the functions that filters and sorting call: SQLite folds ASCII only and knows no date-times. */
export const addSqliteFunctions = (db: Database): void => {
  const text = (read: (value: string) => unknown) => (value: unknown) =>
    typeof value === 'string' ? read(value) : null
  db.function('scim_fold', { deterministic: true }, text(fold))
  db.function(
    'scim_instant',
    { deterministic: true },
    text((value) => instant(value) ?? null),
  )
}
