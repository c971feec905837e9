import { fold } from '@scimwright/engine'
import type { Database } from 'better-sqlite3'
import { instantKey } from '../instant-key.ts'

/** Gives a connection the functions that filters and sorting call: SQLite folds ASCII only and knows no date-times. */
export const addSqliteFunctions = (db: Database): void => {
  const ofText = (read: (text: string) => string | undefined) => (value: unknown) =>
    typeof value === 'string' ? (read(value) ?? null) : null
  db.function('scim_fold', { deterministic: true }, ofText(fold))
  db.function('scim_instant_key', { deterministic: true }, ofText(instantKey))
}
