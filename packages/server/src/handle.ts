import { ScimError } from '@scimwright/types'
import { requireAllowed } from './authorize.ts'
import { bulk } from './bulk/bulk.ts'
import { createResource } from './create-resource.ts'
import { deleteResource } from './delete-resource.ts'
import { readResourceTypes, readSchemas, serviceProviderConfig } from './discovery.ts'
import type { Exchange } from './exchange.ts'
import { listResources } from './list-resources.ts'
import { patchResource } from './patch-resource.ts'
import { locationOf } from './present-resource.ts'
import { queryOfBody, queryOfUrl } from './query-parameters.ts'
import { readBody } from './read-body.ts'
import { readResource } from './read-resource.ts'
import { replaceResource } from './replace-resource.ts'
import { respond } from './respond.ts'
import type { Route } from './route.ts'

/** Answers to one method of a route. */
type Handler = () => Response | Promise<Response>

/** Answers an exchange by its route and method. */
export const handle = async (exchange: Exchange, route: Route): Promise<Response> => {
  if (route.kind === 'me' && exchange.me) return handleMe(exchange)
  const handlers = handlersOf(exchange, route)
  const method = exchange.request.method === 'HEAD' ? 'GET' : exchange.request.method
  const handler = Object.hasOwn(handlers, method) ? handlers[method] : undefined
  if (handler) return withoutBodyForHead(exchange.request, await handler())
  const allow = [...Object.keys(handlers), ...('GET' in handlers ? ['HEAD'] : []), 'OPTIONS']
  if (method === 'OPTIONS')
    return new Response(null, { status: 204, headers: { allow: allow.join(', ') } })
  throw new MethodNotAllowed(allow)
}

/** The error of a method an endpoint does not have. */
export class MethodNotAllowed extends ScimError {
  readonly allow: string

  constructor(allow: readonly string[]) {
    super({ status: 405, detail: `This endpoint answers to ${allow.join(', ')} (RFC 7644 §3.2).` })
    this.allow = allow.join(', ')
  }
}

const handlersOf = (exchange: Exchange, route: Route): Record<string, Handler> => {
  const { resourceTypes, limits } = exchange
  switch (route.kind) {
    case 'collection': {
      const { resourceType } = route
      return {
        GET: () => listResources(exchange, [resourceType], queryOfUrl(exchange)),
        POST: () => createResource(exchange, resourceType),
      }
    }
    case 'resource': {
      const { resourceType, id } = route
      return {
        GET: () => readResource(exchange, resourceType, id),
        PUT: () => replaceResource(exchange, resourceType, id),
        PATCH: () => patchResource(exchange, resourceType, id),
        DELETE: () => deleteResource(exchange, resourceType, id),
      }
    }
    case 'search':
      return {
        POST: async () => {
          const body = await readBody(exchange.request, limits)
          return listResources(exchange, route.resourceTypes, queryOfBody(body, exchange))
        },
      }
    case 'root':
      return { GET: () => listResources(exchange, resourceTypes, queryOfUrl(exchange)) }
    case 'serviceProviderConfig':
      return { GET: () => discover(exchange, () => respond(200, serviceProviderConfig(exchange))) }
    case 'schemas':
      return { GET: () => discover(exchange, () => readSchemas(exchange, route.id)) }
    case 'resourceTypes':
      return { GET: () => discover(exchange, () => readResourceTypes(exchange, route.id)) }
    case 'bulk':
      return { POST: () => bulk(exchange) }
    case 'me':
      return notImplemented()
  }
}

const discover = async (exchange: Exchange, read: () => Response): Promise<Response> => {
  await requireAllowed(exchange, 'discover')
  return read()
}

/** Answers for the client's own user, and says where it lives (RFC 7644 §3.11). */
const handleMe = async (exchange: Exchange): Promise<Response> => {
  const { me, principal, resourceTypes } = exchange
  const resourceType = resourceTypes.find(({ name }) => name === 'User')
  const id = await me?.(principal)
  if (!resourceType || id === undefined)
    throw new ScimError({
      status: 404,
      detail: 'This client is no user of the directory (RFC 7644 §3.11).',
      section: 'RFC7644 3.11',
    })
  const response = await handle(exchange, { kind: 'resource', resourceType, id })
  response.headers.set('location', locationOf(exchange, resourceType, id))
  return response
}

const notImplemented = (): Record<string, Handler> => {
  const refuse = () => {
    throw new ScimError({
      status: 501,
      detail: '/Me is not supported here; ask for the user by id (RFC 7644 §3.11).',
      section: 'RFC7644 3.11',
    })
  }
  return { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse }
}

const withoutBodyForHead = (request: Request, response: Response): Response =>
  request.method === 'HEAD'
    ? new Response(null, { status: response.status, headers: response.headers })
    : response
