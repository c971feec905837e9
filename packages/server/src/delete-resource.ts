import type { ResourceTypeDefinition } from '@scimwright/types'
import { checkIfMatch, preconditionFailed } from './entity-tag.ts'
import type { Exchange } from './exchange.ts'
import { notFound } from './read-resource.ts'
import { respondEmpty } from './respond.ts'

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
  const expectedVersion = await versionToDelete(exchange, resourceType, id)
  const { outcome } = await store.write(directoryId, {
    operation: 'delete',
    resourceType,
    id,
    ...(expectedVersion !== undefined && { expectedVersion }),
  })
  if (outcome === 'missing') throw notFound(resourceType, id)
  if (outcome === 'conflict') throw preconditionFailed()
}

const versionToDelete = async (
  { store, directoryId, ifMatch }: Exchange,
  resourceType: ResourceTypeDefinition,
  id: string,
): Promise<string | undefined> => {
  if (ifMatch === null) return undefined
  const current = await store.get(directoryId, resourceType, id, { withoutMembers: true })
  if (!current) throw notFound(resourceType, id)
  checkIfMatch(ifMatch, current.meta.version)
  return current.meta.version
}
