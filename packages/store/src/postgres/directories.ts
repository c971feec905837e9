import type { Directories, EventDraft } from '../durable-store.ts'
import { type DirectoryRow, directoryExists, toDirectory } from '../rows/directory-row.ts'
import type { Connection, Database } from './database.ts'
import { createDirectoryWork, GET_DIRECTORY } from './directory-work.ts'
import { applyDraft } from './draft/apply-draft.ts'
import { createDraft } from './draft/create-draft.ts'
import { lockDirectory } from './draft/lock-directory.ts'
import { createEndpoints } from './endpoints.ts'
import { createRoles } from './roles.ts'
import type { Prepared } from './statement.ts'
import { createTokens } from './tokens.ts'

const INSERT_ORGANIZATION: Prepared = {
  text: 'INSERT INTO organization (id, created_at) VALUES ($1, $2) ON CONFLICT DO NOTHING',
}
const INSERT: Prepared = {
  text: `INSERT INTO directory (directory_id, organization_id, name, provider, profile, enabled, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING directory_id`,
}
const SET_ENABLED: Prepared = {
  text: `UPDATE directory SET enabled = $1
    WHERE directory_id = $2 AND enabled <> $1 AND removed_at IS NULL RETURNING directory_id`,
}
const REMOVE: Prepared = {
  text: `UPDATE directory SET enabled = 0, removed_at = $1
    WHERE directory_id = $2 AND removed_at IS NULL RETURNING directory_id`,
}
const REMOVE_TOKENS: Prepared = { text: 'DELETE FROM token WHERE directory_id = $1' }
const LIST: Prepared = {
  text: 'SELECT * FROM directory WHERE removed_at IS NULL ORDER BY created_at, directory_id',
}

/** Directories and what belongs to them as rows; `enqueued` is called after a commit that queued deliveries. */
export const createDirectories = (
  database: Database,
  { enqueued }: { enqueued: () => void },
): Directories => {
  const work = createDirectoryWork(database)

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

  /** Carries out a change of the directory itself, with its events; false when it changes nothing. */
  const change = async (
    directoryId: string,
    events: readonly EventDraft[],
    apply: (connection: Connection) => Promise<boolean>,
  ): Promise<boolean> => {
    const outcome = await work.transaction(directoryId, async (connection) =>
      (await apply(connection))
        ? { isQueued: await append(connection, directoryId, events) }
        : undefined,
    )
    if (outcome?.isQueued) enqueued()
    return outcome !== undefined
  }

  return {
    create: async (directory, events = []) => {
      const { id, organizationId, name, provider, profile, enabled } = directory
      await change(id, events, async ({ run }) => {
        const now = new Date().toISOString()
        await run(INSERT_ORGANIZATION, [organizationId, now])
        const values = [id, organizationId, name, provider, profile, Number(enabled), now]
        if ((await run(INSERT, values)).length === 0) throw directoryExists(id)
        return true
      })
    },
    setEnabled: (directoryId, enabled, events = []) =>
      change(
        directoryId,
        events,
        async ({ run }) => (await run(SET_ENABLED, [Number(enabled), directoryId])).length > 0,
      ),
    remove: (directoryId, events = []) =>
      change(directoryId, events, async ({ run }) => {
        const rows = await run(REMOVE, [new Date().toISOString(), directoryId])
        if (rows.length > 0) await run(REMOVE_TOKENS, [directoryId])
        return rows.length > 0
      }),
    get: async (directoryId) => {
      const [row] = await database.read<DirectoryRow>(directoryId, GET_DIRECTORY, [directoryId])
      return row && toDirectory(row)
    },
    list: async () => (await database.read<DirectoryRow>('*', LIST)).map(toDirectory),
    ...createTokens(work),
    ...createEndpoints(work),
    ...createRoles(work),
  }
}
