import type { Database } from 'better-sqlite3'
import type { Directories } from '../durable-store.ts'
import {
  type DirectoryRow,
  directoryExists,
  noDirectory,
  toDirectory,
} from '../rows/directory-row.ts'
import { type EndpointRow, toEndpoint } from '../rows/endpoint-row.ts'
import type { ChangeLog } from '../write/change-log.ts'
import type { GroupCommit } from './group-commit.ts'

/** Directories, tokens and endpoints as rows; writes go through the commit queue. */
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
    'UPDATE directory SET enabled = ? WHERE directory_id = ? AND enabled <> ?',
  )
  const get = db.prepare<[string], DirectoryRow>('SELECT * FROM directory WHERE directory_id = ?')
  const list = db.prepare<[], DirectoryRow>(
    'SELECT * FROM directory ORDER BY created_at, directory_id',
  )
  const insertToken = db.prepare<[string, Uint8Array, string]>(
    'INSERT INTO token (directory_id, hash, created_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const findToken = db
    .prepare<[string, Uint8Array], number>(
      'SELECT 1 FROM token WHERE directory_id = ? AND hash = ?',
    )
    .pluck()
  const putEndpoint = db.prepare<[string, string, string, string, string, number, string]>(
    `INSERT INTO endpoint (directory_id, id, url, secrets, event_types, enabled, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET url = excluded.url, secrets = excluded.secrets,
       event_types = excluded.event_types, enabled = excluded.enabled`,
  )
  const listEndpoints = db.prepare<[string], EndpointRow>(
    'SELECT * FROM endpoint WHERE directory_id = ? ORDER BY created_at, id',
  )

  const requireDirectory = (directoryId: string): void => {
    if (!get.get(directoryId)) throw noDirectory(directoryId)
  }

  return {
    create: (directory, events = []) =>
      commits.run(() => {
        const { id, organizationId, name, provider, profile, enabled } = directory
        const now = new Date().toISOString()
        insertOrganization.run(organizationId, now)
        const { changes } = insert.run(
          id,
          organizationId,
          name,
          provider,
          profile,
          enabled ? 1 : 0,
          now,
        )
        if (changes === 0) throw directoryExists(id)
        if (events.length > 0) log.append(id, now, events)
      }),
    setEnabled: (directoryId, enabled, events = []) =>
      commits.run(() => {
        const value = enabled ? 1 : 0
        if (setEnabled.run(value, directoryId, value).changes === 0) return false
        if (events.length > 0) log.append(directoryId, new Date().toISOString(), events)
        return true
      }),
    get: async (directoryId) => {
      const row = get.get(directoryId)
      return row && toDirectory(row)
    },
    list: async () => list.all().map(toDirectory),
    addToken: (directoryId, tokenHash) =>
      commits.run(() => {
        requireDirectory(directoryId)
        insertToken.run(directoryId, tokenHash, new Date().toISOString())
      }),
    hasToken: async (directoryId, tokenHash) => findToken.get(directoryId, tokenHash) !== undefined,
    putEndpoint: (endpoint) =>
      commits.run(() => {
        const { id, directoryId, url, secrets, eventTypes, enabled } = endpoint
        requireDirectory(directoryId)
        putEndpoint.run(
          directoryId,
          id,
          url,
          JSON.stringify(secrets),
          JSON.stringify(eventTypes),
          enabled ? 1 : 0,
          new Date().toISOString(),
        )
      }),
    listEndpoints: async (directoryId) => listEndpoints.all(directoryId).map(toEndpoint),
  }
}
