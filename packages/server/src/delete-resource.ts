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
  return respondEmpty(204)
}

const versionToDelete = async (
  { store, directoryId, request }: Exchange,
  resourceType: ResourceTypeDefinition,
  id: string,
): Promise<string | undefined> => {
  if (!request.headers.has('if-match')) return undefined
  const current = await store.get(directoryId, resourceType, id, { withoutMembers: true })
  if (!current) throw notFound(resourceType, id)
  checkIfMatch(request, current.meta.version)
  return current.meta.version
}
