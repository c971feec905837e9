import type { Endpoint, EndpointSecret } from '../durable-store.ts'

/** An endpoint as it lies in its row. */
export interface EndpointRow {
  directory_id: string
  id: string
  url: string
  secrets: string
  event_types: string
  enabled: number
  failing_since: number | null
  disabled_reason: 'gone' | 'failing' | null
}

/** The columns of an endpoint that may be changed. */
export const endpointColumns = (endpoint: Endpoint) => ({
  url: endpoint.url,
  secrets: JSON.stringify(endpoint.secrets),
  eventTypes: JSON.stringify(endpoint.eventTypes),
  enabled: Number(endpoint.enabled),
  failingSince: endpoint.failingSince ?? null,
  disabledReason: endpoint.disabledReason ?? null,
})

/** The endpoint of a row. */
export const toEndpoint = (row: EndpointRow): Endpoint => ({
  id: row.id,
  directoryId: row.directory_id,
  url: row.url,
  secrets: JSON.parse(row.secrets) as EndpointSecret[],
  eventTypes: JSON.parse(row.event_types) as string[],
  enabled: row.enabled === 1,
  ...(row.failing_since !== null && { failingSince: row.failing_since }),
  ...(row.disabled_reason !== null && { disabledReason: row.disabled_reason }),
})
