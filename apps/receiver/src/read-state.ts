import type { Database } from 'better-sqlite3'

/** An account as people see it. */
export interface AccountState {
  readonly id: string
  readonly directory_id: string
  readonly user_name: string
  readonly name: string | null
  readonly department: string | null
  readonly active: number
  readonly deleted: number
  /** Comma-separated. */
  readonly roles: string | null
  readonly open_sessions: number
  readonly live_keys: number
}

/** An event that came in. */
export interface InboxState {
  readonly id: string
  readonly directory_id: string
  readonly sequence: number
  readonly type: string
  readonly outcome: string
  readonly effect: string
  readonly at: string
}

/** What the application knows. */
export interface State {
  readonly accounts: AccountState[]
  /** Newest first. */
  readonly events: InboxState[]
}

/** Reads what the application knows, with the newest events up to a limit. */
export const readState = (db: Database, limit = 50): State => ({
  accounts: db
    .prepare<[], AccountState>(
      `SELECT a.id, a.directory_id, a.user_name, a.name, a.department, a.active, a.deleted,
         (SELECT group_concat(role, ', ') FROM account_role r WHERE r.account_id = a.id) AS roles,
         (SELECT count(*) FROM session s WHERE s.account_id = a.id AND s.ended_at IS NULL) AS open_sessions,
         (SELECT count(*) FROM api_key k WHERE k.account_id = a.id AND k.revoked_at IS NULL) AS live_keys
       FROM account a ORDER BY a.user_name`,
    )
    .all(),
  events: db
    .prepare<[number], InboxState>('SELECT * FROM inbox ORDER BY rowid DESC LIMIT ?')
    .all(limit),
})
