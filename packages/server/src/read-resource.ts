import { type ResourceTypeDefinition, ScimError } from '@scimwright/types'
import { requireAllowed } from './authorize.ts'
import { namesVersion } from './entity-tag.ts'
import type { Exchange } from './exchange.ts'
import { isAskedFor, locationOf } from './present-resource.ts'
import { projectionOf } from './query-parameters.ts'
import { represent } from './represent.ts'
import { respondEmpty, respondJson } from './respond.ts'
import type { StoredResource } from './store.ts'

/** Answers with one resource, or 304 when the client has it already (RFC 7644 §3.4.1, §3.14). */
export const readResource = async (
  exchange: Exchange,
  resourceType: ResourceTypeDefinition,
  id: string,
): Promise<Response> => {
  const { store, directoryId, request } = exchange
  await requireAllowed(exchange, 'read', { resourceType, id })
  const withoutMembers = !isAskedFor(resourceType, projectionOf(exchange), 'members')
  const resource = await store.get(directoryId, resourceType, id, { withoutMembers })
  if (!resource) throw notFound(resourceType, id)
  const known = request.headers.get('if-none-match')
  if (known !== null && namesVersion(known, resource.meta.version))
    return respondEmpty(304, { etag: resource.meta.version })
  return respondResource(exchange, resourceType, resource)
}

/** The response with a resource: its version and its address are in the headers (RFC 7644 §3.14). */
export const respondResource = (
  exchange: Exchange,
  resourceType: ResourceTypeDefinition,
  resource: StoredResource,
  status = 200,
): Response => {
  const location = locationOf(exchange, resourceType, resource.id)
  return respondJson(status, represent(exchange, resourceType, resource), {
    etag: resource.meta.version,
    ...(status === 201 ? { location } : { 'content-location': location }),
  })
}

/** The error of a resource that is not there, or not in this directory: nobody can tell which. */
export const notFound = ({ name }: ResourceTypeDefinition, id: string): ScimError =>
  new ScimError({
    status: 404,
    detail: `${name} ${JSON.stringify(id.slice(0, 120))} does not exist (RFC 7644 §3.4.1).`,
    section: 'RFC7644 3.4.1',
  })
