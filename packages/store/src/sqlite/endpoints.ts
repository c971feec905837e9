import type { Database } from 'better-sqlite3'
import type { Directories } from '../durable-store.ts'
import { type EndpointRow, endpointColumns, toEndpoint } from '../rows/endpoint-row.ts'
import type { GroupCommit } from './group-commit.ts'

type Endpoints = Pick<
  Directories,
  'putEndpoint' | 'listEndpoints' | 'noteEndpoint' | 'removeEndpoint'
>

/** Webhook endpoints as rows. */
export const createEndpoints = (
  db: Database,
  {
    commits,
    requireDirectory,
  }: { commits: GroupCommit; requireDirectory: (directoryId: string) => void },
): Endpoints => {
  const put = db.prepare<[Record<string, string | number | null>]>(
    `INSERT INTO endpoint (directory_id, id, url, secrets, event_types, enabled, failing_since,
       disabled_reason, created_at)
     VALUES (:directoryId, :id, :url, :secrets, :eventTypes, :enabled, :failingSince, :disabledReason, :now)
     ON CONFLICT DO UPDATE SET url = excluded.url, secrets = excluded.secrets,
       event_types = excluded.event_types, enabled = excluded.enabled,
       failing_since = excluded.failing_since, disabled_reason = excluded.disabled_reason`,
  )
  const list = db.prepare<[string], EndpointRow>(
    'SELECT * FROM endpoint WHERE directory_id = ? ORDER BY created_at, id',
  )
  const note = db.prepare<[Record<string, string | number | null>]>(
    `UPDATE endpoint SET failing_since = :failingSince,
       enabled = CASE WHEN :disabledReason IS NULL THEN enabled ELSE 0 END,
       disabled_reason = coalesce(:disabledReason, disabled_reason)
     WHERE directory_id = :directoryId AND id = :endpointId`,
  )
  const fail = db.prepare<[string, string]>(
    `UPDATE delivery SET state = 'failed'
     WHERE directory_id = ? AND endpoint_id = ? AND state IN ('waiting', 'pending')`,
  )
  const remove = db.prepare<[string, string]>(
    'DELETE FROM endpoint WHERE directory_id = ? AND id = ?',
  )
  return {
    putEndpoint: (endpoint) =>
      commits.run(() => {
        const { id, directoryId } = endpoint
        requireDirectory(directoryId)
        put.run({ directoryId, id, ...endpointColumns(endpoint), now: new Date().toISOString() })
      }),
    listEndpoints: async (directoryId) => list.all(directoryId).map(toEndpoint),
    noteEndpoint: (directoryId, endpointId, { failingSince = null, disabledReason = null }) =>
      commits.run(() => {
        note.run({ directoryId, endpointId, failingSince, disabledReason })
      }),
    removeEndpoint: (directoryId, endpointId) =>
      commits.run(() => {
        fail.run(directoryId, endpointId)
        return remove.run(directoryId, endpointId).changes === 1
      }),
  }
}
