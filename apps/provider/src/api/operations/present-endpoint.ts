import type { Endpoint } from '@scimwright/store'
import type * as z from 'zod'
import type { EndpointBody } from '../api-schemas.ts'

/** An endpoint as the API shows it: without its secrets. */
export const presentEndpoint = ({
  id,
  directoryId,
  url,
  secrets,
  eventTypes,
  enabled,
  failingSince,
  disabledReason,
}: Endpoint): z.input<typeof EndpointBody> => ({
  id,
  directory_id: directoryId,
  url,
  event_types: [...eventTypes],
  enabled,
  ...(disabledReason && { disabled_reason: disabledReason }),
  ...(failingSince !== undefined && { failing_since: new Date(failingSince).toISOString() }),
  signature: secrets[0]?.secret.startsWith('whsk_') ? 'v1a' : 'v1',
  secrets: secrets.map(({ secret, expiresAt }) => ({
    hint: `…${secret.slice(-4)}`,
    ...(expiresAt !== undefined && { expires_at: new Date(expiresAt).toISOString() }),
  })),
})
