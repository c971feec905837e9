import type { ResourceTypeDefinition } from '@scimwright/types'
import { requireAllowed } from './authorize.ts'
import { checkIfMatch, preconditionFailed } from './entity-tag.ts'
import type { Exchange } from './exchange.ts'
import { notFound } from './read-resource.ts'
import { respondEmpty } from './respond.ts'
import { hasBeforeHook, runAfterHooks, runBeforeHooks } from './run-hooks.ts'
import type { StoredResource } from './store.ts'

/** Deletes a resource; afterwards it is 404 and its unique values are free (RFC 7644 §3.6). */
export const deleteResource = async (
  exchange: Exchange,
  resourceType: ResourceTypeDefinition,
  id: string,
): Promise<Response> => {
  await removeStored(exchange, resourceType, id)
  return respondEmpty(204)
}

/** Removes a resource from the store. */
export const removeStored = async (
  exchange: Exchange,
  resourceType: ResourceTypeDefinition,
  id: string,
): Promise<void> => {
  const { store, directoryId } = exchange
  await requireAllowed(exchange, 'delete', { resourceType, id })
  const operation = 'delete'
  const change = { operation, resourceType, id, after: undefined, changes: [] } as const
  const current = await resourceToDelete(exchange, resourceType, id)
  if (current) await runBeforeHooks(exchange, { ...change, before: current })
  const result = await store.write(directoryId, {
    operation,
    resourceType,
    id,
    ...(current && { expectedVersion: current.meta.version }),
  })
  if (result.outcome === 'missing') throw notFound(resourceType, id)
  if (result.outcome === 'conflict') throw preconditionFailed()
  await runAfterHooks(exchange, { ...change, before: result.resource })
}

/** The resource as it is, where a client or a hook wants it to be deleted as that and nothing else. */
const resourceToDelete = async (
  exchange: Exchange,
  resourceType: ResourceTypeDefinition,
  id: string,
): Promise<StoredResource | undefined> => {
  const { store, directoryId, ifMatch } = exchange
  if (ifMatch === null && !hasBeforeHook(exchange, { operation: 'delete', resourceType }))
    return undefined
  const current = await store.get(directoryId, resourceType, id, { withoutMembers: true })
  if (!current) throw notFound(resourceType, id)
  checkIfMatch(ifMatch, current.meta.version)
  return current
}
