import type { Directories } from '../durable-store.ts'
import { type EndpointRow, endpointColumns, toEndpoint } from '../rows/endpoint-row.ts'
import type { DirectoryWork } from './directory-work.ts'
import type { Prepared } from './statement.ts'

type Endpoints = Pick<
  Directories,
  'putEndpoint' | 'listEndpoints' | 'noteEndpoint' | 'removeEndpoint'
>

const PUT: Prepared = {
  text: `INSERT INTO endpoint (directory_id, id, url, secrets, event_types, enabled, failing_since,
      disabled_reason, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
    ON CONFLICT (directory_id, id) DO UPDATE SET url = excluded.url, secrets = excluded.secrets,
      event_types = excluded.event_types, enabled = excluded.enabled,
      failing_since = excluded.failing_since, disabled_reason = excluded.disabled_reason`,
}
const LIST: Prepared = {
  text: 'SELECT * FROM endpoint WHERE directory_id = $1 ORDER BY created_at, id',
}
const NOTE: Prepared = {
  text: `UPDATE endpoint SET failing_since = $3,
      enabled = CASE WHEN $4::text IS NULL THEN enabled ELSE 0 END,
      disabled_reason = coalesce($4, disabled_reason)
    WHERE directory_id = $1 AND id = $2`,
}
const FAIL: Prepared = {
  text: `UPDATE delivery SET state = 'failed'
    WHERE directory_id = $1 AND endpoint_id = $2 AND state IN ('waiting', 'pending')`,
}
const REMOVE: Prepared = {
  text: 'DELETE FROM endpoint WHERE directory_id = $1 AND id = $2 RETURNING id',
}

/** Webhook endpoints as rows. */
export const createEndpoints = ({
  database,
  transaction,
  requireDirectory,
}: DirectoryWork): Endpoints => ({
  putEndpoint: (endpoint) =>
    transaction(endpoint.directoryId, async (connection) => {
      const { id, directoryId } = endpoint
      await requireDirectory(connection, directoryId)
      const columns = endpointColumns(endpoint)
      await connection.run(PUT, [
        directoryId,
        id,
        columns.url,
        columns.secrets,
        columns.eventTypes,
        columns.enabled,
        columns.failingSince,
        columns.disabledReason,
        new Date().toISOString(),
      ])
    }),
  listEndpoints: async (directoryId) =>
    (await database.read<EndpointRow>(directoryId, LIST, [directoryId])).map(toEndpoint),
  noteEndpoint: (directoryId, endpointId, { failingSince = null, disabledReason = null }) =>
    transaction(directoryId, async ({ run }) => {
      await run(NOTE, [directoryId, endpointId, failingSince, disabledReason])
    }),
  removeEndpoint: (directoryId, endpointId) =>
    transaction(directoryId, async ({ run }) => {
      const removed = await run(REMOVE, [directoryId, endpointId])
      await run(FAIL, [directoryId, endpointId])
      return removed.length === 1
    }),
})
