import { randomUUID } from 'node:crypto'
import type { DirectoryUserData } from '@scimwright/webhooks'
import type { Database } from 'better-sqlite3'

/** What an event about a user did; undefined when it was stale. */
export type Effect = string | undefined

/** Accounts, their sessions and their API keys. */
export const createAccounts = (db: Database) => {
  const find = db.prepare<[string], { active: number; deleted: number; sequence: number }>(
    'SELECT active, deleted, sequence FROM account WHERE id = ?',
  )
  const save = db.prepare<[Record<string, string | number | null>]>(
    `INSERT INTO account (id, directory_id, user_name, email, name, department, active, deleted, sequence)
     VALUES (:id, :directory, :userName, :email, :name, :department, :active, :deleted, :sequence)
     ON CONFLICT (id) DO UPDATE SET user_name = :userName, email = :email, name = :name,
       department = :department, active = :active, deleted = :deleted, sequence = :sequence`,
  )
  const startSession = db.prepare(
    'INSERT INTO session (id, account_id, started_at) VALUES (?, ?, ?)',
  )
  const createKey = db.prepare('INSERT INTO api_key (id, account_id, created_at) VALUES (?, ?, ?)')
  const endSessions = db.prepare(
    'UPDATE session SET ended_at = ? WHERE account_id = ? AND ended_at IS NULL',
  )
  const revokeKeys = db.prepare(
    'UPDATE api_key SET revoked_at = ? WHERE account_id = ? AND revoked_at IS NULL',
  )

  const store = (user: DirectoryUserData, sequence: number, deleted: boolean): void => {
    save.run({
      id: user.id,
      directory: user.directory_id,
      userName: user.preferred_username ?? user.id,
      email: user.email ?? null,
      name: user.name ?? null,
      department: user.department ?? null,
      active: Number(user.active && !deleted),
      deleted: Number(deleted),
      sequence,
    })
  }

  // The demonstration signs a new person in, so that there is something to revoke.
  const welcome = (id: string): void => {
    const now = new Date().toISOString()
    startSession.run(randomUUID(), id, now)
    createKey.run(randomUUID(), id, now)
  }

  const lockOut = (id: string): string => {
    const now = new Date().toISOString()
    const sessions = endSessions.run(now, id).changes
    const keys = revokeKeys.run(now, id).changes
    return `${sessions} ${sessions === 1 ? 'session' : 'sessions'} ended, ${keys} API ${keys === 1 ? 'key' : 'keys'} revoked`
  }

  return {
    /** A user was created or changed. */
    save: (user: DirectoryUserData, sequence: number): Effect => {
      const known = find.get(user.id)
      if (known && (known.deleted === 1 || known.sequence >= sequence)) return undefined
      store(user, sequence, false)
      if (!user.active)
        return known?.active === 0 ? 'account changed' : `account deactivated: ${lockOut(user.id)}`
      if (!known) {
        welcome(user.id)
        return 'account created and signed in'
      }
      return known.active === 1 ? 'account changed' : 'account activated'
    },
    /** A user was deleted; the account stays, closed. */
    remove: (user: DirectoryUserData, sequence: number): Effect => {
      const known = find.get(user.id)
      if (known && (known.deleted === 1 || known.sequence >= sequence)) return undefined
      store(user, sequence, true)
      return `account closed: ${lockOut(user.id)}`
    },
  }
}
