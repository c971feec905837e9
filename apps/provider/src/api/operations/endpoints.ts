import { randomUUID } from 'node:crypto'
import type { Endpoint } from '@scimwright/store'
import * as z from 'zod'
import { ApiError } from '../api-error.ts'
import { EndpointBody, listOf, named } from '../api-schemas.ts'
import { type Operation, operation } from '../operation.ts'
import { EndpointWithSecret, newSecret } from './endpoint-secrets.ts'
import { findDirectory, findEndpoint } from './find.ts'
import { presentEndpoint } from './present-endpoint.ts'

const NewEndpoint = named(
  'NewEndpoint',
  z.strictObject({
    url: z.url(),
    event_types: z.array(z.string()).default([]),
    signature: z.enum(['v1', 'v1a']).default('v1'),
    secret: z.string().startsWith('whsec_').optional().describe('Of v1; made here when left out'),
  }),
)

const EndpointChange = named(
  'EndpointChange',
  z.strictObject({
    url: z.url().optional(),
    event_types: z.array(z.string()).optional(),
    enabled: z.boolean().optional(),
  }),
)

const Recovery = named(
  'Recovery',
  z.strictObject({ since: z.iso.datetime({ offset: true }).describe('Of the oldest event') }),
)

const endpoints = '/directories/{directory_id}/endpoints'
const endpoint = '/directories/{directory_id}/endpoints/{endpoint_id}'

/** Where events of a directory are sent. */
export const endpointOperations: readonly Operation[] = [
  operation({
    id: 'listEndpoints',
    method: 'get',
    path: endpoints,
    summary: 'The webhook endpoints of a directory',
    response: listOf('EndpointList', EndpointBody),
    run: async ({ params }, context) => {
      const { id } = await findDirectory(context, params.directory_id)
      return { data: (await context.store.directories.listEndpoints(id)).map(presentEndpoint) }
    },
  }),
  operation({
    id: 'createEndpoint',
    method: 'post',
    path: endpoints,
    summary: 'Makes an endpoint and its secret',
    body: NewEndpoint,
    status: 201,
    response: EndpointWithSecret,
    run: async ({ params, body }, context) => {
      const { id: directoryId } = await findDirectory(context, params.directory_id)
      const { url, event_types: eventTypes, signature, secret: given } = body
      if (signature === 'v1a' && given !== undefined)
        throw new ApiError(400, 'secret: keys for v1a are made here.')
      const { secret, shown } = await newSecret(signature, given)
      const id = `ep_${randomUUID().replaceAll('-', '')}`
      const made: Endpoint = {
        id,
        directoryId,
        url,
        secrets: [{ secret }],
        eventTypes,
        enabled: true,
      }
      await context.store.directories.putEndpoint(made)
      return { ...presentEndpoint(made), secret: shown }
    },
  }),
  operation({
    id: 'getEndpoint',
    method: 'get',
    path: endpoint,
    summary: 'One endpoint',
    response: EndpointBody,
    run: async ({ params }, context) => presentEndpoint(await findEndpoint(context, params)),
  }),
  operation({
    id: 'updateEndpoint',
    method: 'patch',
    path: endpoint,
    summary: 'Changes address, event types, or whether anything is sent',
    body: EndpointChange,
    response: EndpointBody,
    run: async ({ params, body }, context) => {
      const known = await findEndpoint(context, params)
      const { url, event_types: eventTypes, enabled } = body
      const changed: Endpoint = {
        ...known,
        ...(url !== undefined && { url }),
        ...(eventTypes !== undefined && { eventTypes }),
        ...(enabled !== undefined && { enabled }),
        // Whoever enables it says that it is well.
        ...(enabled === true && { disabledReason: undefined, failingSince: undefined }),
      }
      await context.store.directories.putEndpoint(changed)
      context.wake()
      return presentEndpoint(changed)
    },
  }),
  operation({
    id: 'deleteEndpoint',
    method: 'delete',
    path: endpoint,
    summary: 'Takes an endpoint away; what was to be delivered there has failed',
    run: async ({ params }, { store }) => {
      const { directory_id: directoryId, endpoint_id: id } = params
      if (!(await store.directories.removeEndpoint(directoryId, id)))
        throw new ApiError(404, 'There is no endpoint with this id.')
      return undefined
    },
  }),
  operation({
    id: 'recoverEndpoint',
    method: 'post',
    path: `${endpoint}/recover`,
    summary: 'Sends every delivery again that failed since a time',
    body: Recovery,
    status: 202,
    response: named('Recovered', z.object({ resent: z.number().int() })),
    run: async ({ params, body }, context) => {
      const { id, directoryId } = await findEndpoint(context, params)
      const since = new Date(body.since).toISOString()
      const now = Date.now()
      const resent = await context.store.outbox.recover(directoryId, id, { since, now })
      context.wake()
      return { resent }
    },
  }),
]
