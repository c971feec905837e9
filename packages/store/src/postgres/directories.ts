import type { Directories, EventDraft } from '../durable-store.ts'
import {
  type DirectoryRow,
  directoryExists,
  noDirectory,
  toDirectory,
} from '../rows/directory-row.ts'
import { type EndpointRow, toEndpoint } from '../rows/endpoint-row.ts'
import type { Connection, Database } from './database.ts'
import { applyDraft } from './draft/apply-draft.ts'
import { createDraft } from './draft/create-draft.ts'
import { lockDirectory } from './draft/lock-directory.ts'
import { postgresError } from './postgres-error.ts'
import type { Prepared } from './statement.ts'

const INSERT_ORGANIZATION: Prepared = {
  text: 'INSERT INTO organization (id, created_at) VALUES ($1, $2) ON CONFLICT DO NOTHING',
}
const INSERT: Prepared = {
  text: `INSERT INTO directory (directory_id, organization_id, name, provider, profile, enabled, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING directory_id`,
}
const SET_ENABLED: Prepared = {
  text: `UPDATE directory SET enabled = $1 WHERE directory_id = $2 AND enabled <> $1
    RETURNING directory_id`,
}
const GET: Prepared = {
  name: 'get_directory',
  text: 'SELECT * FROM directory WHERE directory_id = $1',
}
const LIST: Prepared = { text: 'SELECT * FROM directory ORDER BY created_at, directory_id' }
const INSERT_TOKEN: Prepared = {
  text: `INSERT INTO token (directory_id, hash, created_at)
    VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
}
const FIND_TOKEN: Prepared = {
  name: 'find_token',
  text: 'SELECT 1 FROM token WHERE directory_id = $1 AND hash = $2',
}
const PUT_ENDPOINT: Prepared = {
  text: `INSERT INTO endpoint (directory_id, id, url, secrets, event_types, enabled, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7)
    ON CONFLICT (directory_id, id) DO UPDATE SET url = excluded.url, secrets = excluded.secrets,
      event_types = excluded.event_types, enabled = excluded.enabled`,
}
const LIST_ENDPOINTS: Prepared = {
  text: 'SELECT * FROM endpoint WHERE directory_id = $1 ORDER BY created_at, id',
}

/** Directories, tokens and endpoints as rows; `enqueued` is called after a commit that queued deliveries. */
export const createDirectories = (
  database: Database,
  { enqueued }: { enqueued: () => void },
): Directories => {
  const transaction = async <T>(
    directoryId: string,
    work: (connection: Connection) => Promise<T>,
  ): Promise<T> => {
    try {
      return await database.transaction(directoryId, work)
    } catch (error) {
      throw postgresError(error)
    }
  }

  /** Writes events that no change of a resource is behind; whether some are to be delivered. */
  const append = async (
    connection: Connection,
    directoryId: string,
    events: readonly EventDraft[],
  ): Promise<boolean> => {
    if (events.length === 0) return false
    const place = await lockDirectory(connection, directoryId)
    const draft = createDraft(place, () => [])
    draft.tables.log.append(directoryId, new Date().toISOString(), events)
    await Promise.all(applyDraft(connection, directoryId, draft))
    return draft.changes.deliveries.length > 0
  }

  const requireDirectory = async ({ run }: Connection, directoryId: string): Promise<void> => {
    const [row] = await run<DirectoryRow>(GET, [directoryId])
    if (!row) throw noDirectory(directoryId)
  }

  return {
    create: async (directory, events = []) => {
      const { id, organizationId, name, provider, profile, enabled } = directory
      const isQueued = await transaction(id, async (connection) => {
        const now = new Date().toISOString()
        await connection.run(INSERT_ORGANIZATION, [organizationId, now])
        const values = [id, organizationId, name, provider, profile, Number(enabled), now]
        const rows = await connection.run(INSERT, values)
        if (rows.length === 0) throw directoryExists(id)
        return append(connection, id, events)
      })
      if (isQueued) enqueued()
    },
    setEnabled: async (directoryId, enabled, events = []) => {
      const outcome = await transaction(directoryId, async (connection) => {
        const rows = await connection.run(SET_ENABLED, [Number(enabled), directoryId])
        if (rows.length === 0) return undefined
        return { isQueued: await append(connection, directoryId, events) }
      })
      if (outcome?.isQueued) enqueued()
      return outcome !== undefined
    },
    get: async (directoryId) => {
      const [row] = await database.read<DirectoryRow>(directoryId, GET, [directoryId])
      return row && toDirectory(row)
    },
    list: async () => (await database.read<DirectoryRow>('*', LIST)).map(toDirectory),
    addToken: (directoryId, tokenHash) =>
      transaction(directoryId, async (connection) => {
        await requireDirectory(connection, directoryId)
        await connection.run(INSERT_TOKEN, [directoryId, tokenHash, new Date().toISOString()])
      }),
    hasToken: async (directoryId, tokenHash) =>
      (await database.read(directoryId, FIND_TOKEN, [directoryId, tokenHash])).length > 0,
    putEndpoint: (endpoint) =>
      transaction(endpoint.directoryId, async (connection) => {
        const { id, directoryId, url, secrets, eventTypes, enabled } = endpoint
        await requireDirectory(connection, directoryId)
        await connection.run(PUT_ENDPOINT, [
          directoryId,
          id,
          url,
          JSON.stringify(secrets),
          JSON.stringify(eventTypes),
          Number(enabled),
          new Date().toISOString(),
        ])
      }),
    listEndpoints: async (directoryId) =>
      (await database.read<EndpointRow>(directoryId, LIST_ENDPOINTS, [directoryId])).map(
        toEndpoint,
      ),
  }
}
