import type {
  BulkOperationResult,
  Group,
  Infer,
  ResourceTypeDefinition,
  ServiceProviderConfig,
  User,
} from '@scimwright/types'
import { type BulkParameters, sendBulk } from './bulk/send-bulk.ts'
import type { CallOptions, ScimClientOptions } from './client-options.ts'
import type { Connection } from './connection.ts'
import type { Capabilities } from './discovery/capabilities.ts'
import { createDiscovery } from './discovery/create-discovery.ts'
import { targetOf } from './discovery/targets.ts'
import { type LazyAnswer, lazyAnswer } from './http/lazy-answer.ts'
import { createTransport } from './http/transport.ts'
import type { ListParameters } from './list/list-parameters.ts'
import { type ResourceList, resourceList } from './list/resource-list.ts'
import { createLogger } from './log.ts'
import { type MembersClient, membersClient } from './members/members-client.ts'
import type { Endpoint } from './resource/endpoint.ts'
import { type MeClient, meClient } from './resource/me-client.ts'
import { type ResourceClient, resourceClient } from './resource/resource-client.ts'

/** Groups, and their members by group. */
export interface GroupClient extends ResourceClient<Group> {
  members(groupId: string): MembersClient
}

/** A client of one SCIM server. */
export interface ScimClient {
  /** Users; `Extension` adds extensions under their URNs. */
  users<Extension extends object = object>(): ResourceClient<User & Extension>
  groups(): GroupClient
  /** Resources of a type of your own. */
  resources<T extends ResourceTypeDefinition>(resourceType: T): ResourceClient<Infer<T>>
  /** The user that belongs to the token. */
  me<Extension extends object = object>(): MeClient<User & Extension>
  /** Resources of all types, by POST /.search (RFC 7644 §3.4.3). */
  search<R extends object = { id: string }>(
    parameters?: ListParameters<R>,
    options?: CallOptions,
  ): ResourceList<R>
  /** Many writes; as many requests as the server's limits ask for. */
  bulk(parameters: BulkParameters, options?: CallOptions): Promise<BulkOperationResult[]>
  /** What the server can do, field by field; asked once an hour. */
  capabilities(options?: CallOptions & { readonly refresh?: boolean }): Promise<Capabilities>
  /** What the server says about itself, as it says it (RFC 7643 §5). */
  serviceProviderConfig(options?: CallOptions): LazyAnswer<Partial<ServiceProviderConfig>>
  /** Any other call, with the client's authentication, deadlines and retries. */
  request(
    method: string,
    path: string,
    options?: CallOptions & { readonly body?: unknown; readonly idempotent?: boolean },
  ): LazyAnswer<unknown>
}

/**
 * A client of any SCIM 2.0 server (RFC 7644).
 *
 * @throws ClientError configuration, when the base URL or the token cannot be used.
 * @example
 * const scim = createScimClient({ baseUrl: 'https://example.com/scim/v2', auth: token })
 * for await (const user of scim.users().list({ filter: (user) => user.active.eq(true) })) console.log(user.userName)
 */
export const createScimClient = (options: ScimClientOptions): ScimClient => {
  const log = createLogger(options.logger, options.logLevel)
  const target = targetOf(options.target)
  const send = createTransport(options, log)
  const discovery = createDiscovery(send, target, log)
  const connection: Connection = { options, send, discovery, target, log }
  const users: Endpoint = {
    connection,
    path: '/Users',
    keys: ['userName', 'externalId'],
    readOnly: ['groups'],
  }
  const groups: Endpoint = {
    connection,
    path: '/Groups',
    keys: ['externalId', 'displayName'],
    readOnly: [],
  }
  return {
    users: () => resourceClient(users),
    groups: () => ({
      ...resourceClient<Group>(groups),
      members: (groupId) => membersClient(groups, groupId),
    }),
    resources: (resourceType) => resourceClient(endpointOf(connection, resourceType)),
    me: () => meClient(connection),
    search: (parameters = {}, callOptions = undefined) =>
      resourceList(connection, { endpoint: '', parameters, options: callOptions, search: true }),
    bulk: (parameters, callOptions) => sendBulk(connection, parameters, callOptions),
    capabilities: (callOptions) => discovery.read(callOptions),
    serviceProviderConfig: (callOptions) =>
      lazyAnswer(
        () =>
          send({
            method: 'GET',
            path: '/ServiceProviderConfig',
            idempotent: true,
            options: callOptions,
          }),
        (data) => (data ?? {}) as Partial<ServiceProviderConfig>,
      ),
    request: (method, path, { body, idempotent = method === 'GET', ...callOptions } = {}) =>
      lazyAnswer(
        () => send({ method, path, body, idempotent, options: callOptions }),
        (data) => data,
      ),
  }
}

const endpointOf = (
  connection: Connection,
  { endpoint, schema }: ResourceTypeDefinition,
): Endpoint => {
  const attributes = Object.entries(schema.attributes)
  return {
    connection,
    path: endpoint,
    keys: [
      ...attributes
        .filter(([, { uniqueness = 'none' }]) => uniqueness !== 'none')
        .map(([name]) => name),
      'externalId',
    ],
    readOnly: attributes
      .filter(([, { mutability }]) => mutability === 'readOnly')
      .map(([name]) => name),
  }
}
