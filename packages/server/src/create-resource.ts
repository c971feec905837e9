import { normalizeResource } from '@scimwright/engine'
import type { ResourceTypeDefinition } from '@scimwright/types'
import { requireAllowed } from './authorize.ts'
import { versionOf } from './entity-tag.ts'
import type { Exchange } from './exchange.ts'
import { readBody } from './read-body.ts'
import { respondResource } from './read-resource.ts'
import { runAfterHooks, runBeforeHooks } from './run-hooks.ts'
import type { StoredResource } from './store.ts'
import { takePassword } from './take-password.ts'

/** Creates a resource (RFC 7644 §3.3). */
export const createResource = async (
  exchange: Exchange,
  resourceType: ResourceTypeDefinition,
): Promise<Response> => {
  const body = await readBody(exchange.request, exchange.limits)
  const resource = await storeNew(exchange, resourceType, body)
  return respondResource(exchange, resourceType, resource, 201)
}

/** Stores the resource a body describes; `id` is new unless it was promised already. */
export const storeNew = async (
  exchange: Exchange,
  resourceType: ResourceTypeDefinition,
  body: unknown,
  id: string = crypto.randomUUID(),
): Promise<StoredResource> => {
  const { store, directoryId, profile, diagnostics } = exchange
  await requireAllowed(exchange, 'create', { resourceType })
  const { resource, quirks } = normalizeResource(body, { resourceType, mode: 'create', profile })
  diagnostics.quirks.push(...quirks)
  const now = new Date().toISOString()
  const { content, password } = takePassword(resource)
  const created: StoredResource = {
    ...content,
    schemas: resource.schemas,
    id,
    meta: {
      resourceType: resourceType.name,
      created: now,
      lastModified: now,
      version: versionOf(1),
    },
  }
  const operation = 'create'
  const change = { operation, resourceType, id, before: undefined, changes: [] } as const
  const { after = created } = await runBeforeHooks(exchange, { ...change, after: created })
  const result = await store.write(directoryId, { operation, resourceType, resource: after })
  const stored = 'resource' in result ? result.resource : after
  await password.hand(exchange, id)
  await runAfterHooks(exchange, { ...change, after: stored })
  return stored
}
