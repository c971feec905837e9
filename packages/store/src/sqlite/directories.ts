import type { Database } from 'better-sqlite3'
import type { Directories, Directory, Endpoint } from '../durable-store.ts'
import type { ChangeLog } from './change-log.ts'
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
    if (!get.get(directoryId))
      throw new Error(`There is no directory "${directoryId}". Create it first.`)
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
        if (changes === 0)
          throw new Error(`There is a directory "${id}" already. Choose another id.`)
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

interface DirectoryRow {
  directory_id: string
  organization_id: string
  name: string
  provider: string
  profile: string
  enabled: number
}

/** An endpoint as it lies in its row. */
export interface EndpointRow {
  directory_id: string
  id: string
  url: string
  secrets: string
  event_types: string
  enabled: number
}

const toDirectory = (row: DirectoryRow): Directory => ({
  id: row.directory_id,
  organizationId: row.organization_id,
  name: row.name,
  provider: row.provider,
  profile: row.profile,
  enabled: row.enabled === 1,
})

/** The endpoint of a row. */
export const toEndpoint = (row: EndpointRow): Endpoint => ({
  id: row.id,
  directoryId: row.directory_id,
  url: row.url,
  secrets: JSON.parse(row.secrets) as string[],
  eventTypes: JSON.parse(row.event_types) as string[],
  enabled: row.enabled === 1,
})
