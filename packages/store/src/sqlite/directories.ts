import type { Database } from 'better-sqlite3'
import type { Directories } from '../durable-store.ts'
import {
  type DirectoryRow,
  directoryExists,
  noDirectory,
  toDirectory,
} from '../rows/directory-row.ts'
import type { ChangeLog } from '../write/change-log.ts'
import { createEndpoints } from './endpoints.ts'
import type { GroupCommit } from './group-commit.ts'
import { createRoles } from './roles.ts'
import { createTokens } from './tokens.ts'

/** Directories and what belongs to them as rows; writes go through the commit queue. */
export const createDirectories = (
  db: Database,
  { commits, log }: { commits: GroupCommit; log: Pick<ChangeLog, 'append'> },
): Directories => {
  const insertOrganization = db.prepare<[string, string]>(
    'INSERT INTO organization (id, created_at) VALUES (?, ?) ON CONFLICT DO NOTHING',
  )
  const insert = db.prepare<[string, string, string, string, string, number, string]>(
    `INSERT INTO directory (directory_id, organization_id, name, provider, profile, enabled, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  )
  const setEnabled = db.prepare<[number, string, number]>(
    'UPDATE directory SET enabled = ? WHERE directory_id = ? AND enabled <> ? AND removed_at IS NULL',
  )
  const remove = db.prepare<[string, string]>(
    'UPDATE directory SET enabled = 0, removed_at = ? WHERE directory_id = ? AND removed_at IS NULL',
  )
  const removeTokens = db.prepare<[string]>('DELETE FROM token WHERE directory_id = ?')
  const get = db.prepare<[string], DirectoryRow>(
    'SELECT * FROM directory WHERE directory_id = ? AND removed_at IS NULL',
  )
  const list = db.prepare<[], DirectoryRow>(
    'SELECT * FROM directory WHERE removed_at IS NULL ORDER BY created_at, directory_id',
  )
  const requireDirectory = (directoryId: string): void => {
    if (!get.get(directoryId)) throw noDirectory(directoryId)
  }
  const shared = { commits, requireDirectory }

  return {
    create: (directory, events = []) =>
      commits.run(() => {
        const { id, organizationId, name, provider, profile, enabled } = directory
        const now = new Date().toISOString()
        insertOrganization.run(organizationId, now)
        const values = [id, organizationId, name, provider, profile, enabled ? 1 : 0, now] as const
        if (insert.run(...values).changes === 0) throw directoryExists(id)
        if (events.length > 0) log.append(id, now, events)
      }),
    setEnabled: (directoryId, enabled, events = []) =>
      commits.run(() => {
        const value = enabled ? 1 : 0
        if (setEnabled.run(value, directoryId, value).changes === 0) return false
        if (events.length > 0) log.append(directoryId, new Date().toISOString(), events)
        return true
      }),
    remove: (directoryId, events = []) =>
      commits.run(() => {
        const now = new Date().toISOString()
        if (remove.run(now, directoryId).changes === 0) return false
        removeTokens.run(directoryId)
        if (events.length > 0) log.append(directoryId, now, events)
        return true
      }),
    get: async (directoryId) => {
      const row = get.get(directoryId)
      return row && toDirectory(row)
    },
    list: async () => list.all().map(toDirectory),
    ...createTokens(db, shared),
    ...createEndpoints(db, shared),
    ...createRoles(db, shared),
  }
}
