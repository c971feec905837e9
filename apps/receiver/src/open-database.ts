import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'

/**
 * Everything the application knows. A deleted account stays as a row that says so: a late event cannot bring it back.
 * `sequence` is that of the newest event that was applied; an older one is stale.
 */
const SCHEMA = `
  CREATE TABLE IF NOT EXISTS inbox (
    id TEXT PRIMARY KEY, directory_id TEXT NOT NULL, sequence INTEGER NOT NULL, type TEXT NOT NULL,
    outcome TEXT NOT NULL CHECK (outcome IN ('applied', 'stale', 'ignored', 'parked')),
    effect TEXT NOT NULL, at TEXT NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS inbox_order ON inbox (directory_id, sequence);
  CREATE TABLE IF NOT EXISTS account (
    id TEXT PRIMARY KEY, directory_id TEXT NOT NULL, user_name TEXT NOT NULL, email TEXT, name TEXT,
    department TEXT, active INTEGER NOT NULL, deleted INTEGER NOT NULL DEFAULT 0, sequence INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS team (
    id TEXT PRIMARY KEY, directory_id TEXT NOT NULL, name TEXT NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0, sequence INTEGER NOT NULL
  ) STRICT;
  CREATE TABLE IF NOT EXISTS membership (
    team_id TEXT NOT NULL, account_id TEXT NOT NULL, present INTEGER NOT NULL, sequence INTEGER NOT NULL,
    PRIMARY KEY (team_id, account_id)
  ) STRICT;
  CREATE INDEX IF NOT EXISTS membership_account ON membership (account_id);
  CREATE TABLE IF NOT EXISTS role_of_team (name TEXT PRIMARY KEY, role TEXT NOT NULL) STRICT;
  CREATE VIEW IF NOT EXISTS account_role AS
    SELECT DISTINCT m.account_id, r.role FROM membership m
    JOIN team t ON t.id = m.team_id AND t.deleted = 0
    JOIN role_of_team r ON r.name = t.name
    JOIN account a ON a.id = m.account_id AND a.deleted = 0 AND a.active = 1
    WHERE m.present = 1;
  CREATE TABLE IF NOT EXISTS session (
    id TEXT PRIMARY KEY, account_id TEXT NOT NULL, started_at TEXT NOT NULL, ended_at TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS session_account ON session (account_id);
  CREATE TABLE IF NOT EXISTS api_key (
    id TEXT PRIMARY KEY, account_id TEXT NOT NULL, created_at TEXT NOT NULL, revoked_at TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS api_key_account ON api_key (account_id);
  CREATE TABLE IF NOT EXISTS failure (id TEXT PRIMARY KEY, attempts INTEGER NOT NULL, reason TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS catch_up (directory_id TEXT PRIMARY KEY, sequence INTEGER NOT NULL) STRICT;
`

/**
 * Opens the application's database; what is committed is on disk.
 *
 * @throws Error naming the file, in one line.
 */
export const openDatabase = (
  file: string,
  roles: ReadonlyMap<string, string>,
): Database.Database => {
  try {
    mkdirSync(dirname(file), { recursive: true })
    const db = new Database(file, { timeout: 5000 })
    db.pragma('journal_mode = WAL')
    // A delivery is acknowledged after the commit: it must be on disk by then.
    db.pragma('synchronous = FULL')
    db.exec(SCHEMA)
    const setRole = db.prepare('INSERT OR REPLACE INTO role_of_team (name, role) VALUES (?, ?)')
    // A role that is no longer configured is taken back.
    db.transaction(() => {
      db.exec('DELETE FROM role_of_team')
      for (const [name, role] of roles) setRole.run(name, role)
    }).immediate()
    return db
  } catch (error) {
    const reason = (error as Error).message.replace(/\s+/g, ' ')
    throw new Error(
      `Cannot open the database "${file}": ${reason}. Give this process write access to its folder, or set RECEIVER_DB to another file.`,
      { cause: error },
    )
  }
}
