import type {
  Group,
  Infer,
  ResourceTypeDefinition,
  ServiceProviderConfig,
  User,
} from '@scimwright/types'
import type { CallOptions, ScimClientOptions } from './client-options.ts'
import { type LazyAnswer, lazyAnswer } from './lazy-answer.ts'
import { type ResourceClient, resourceClient } from './resource-client.ts'
import { createTransport } from './transport.ts'

/** A client of one SCIM server. */
export interface ScimClient {
  /** Users; `Extension` adds extensions under their URNs. */
  users<Extension extends object = object>(): ResourceClient<User & Extension>
  groups(): ResourceClient<Group>
  /** Resources of a type of your own. */
  resources<T extends ResourceTypeDefinition>(resourceType: T): ResourceClient<Infer<T>>
  /** What the server says it can do (RFC 7643 §5). */
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
 * for await (const user of scim.users().list({ filter: 'active eq true' })) console.log(user.userName)
 */
export const createScimClient = (options: ScimClientOptions): ScimClient => {
  const transport = createTransport(options)
  return {
    users: () => resourceClient(transport, '/Users'),
    groups: () => resourceClient(transport, '/Groups'),
    resources: ({ endpoint }) => resourceClient(transport, endpoint),
    serviceProviderConfig: (callOptions) =>
      lazyAnswer(
        () =>
          transport({
            method: 'GET',
            path: '/ServiceProviderConfig',
            idempotent: true,
            options: callOptions,
          }),
        (data) => (data ?? {}) as Partial<ServiceProviderConfig>,
      ),
    request: (method, path, { body, idempotent = method === 'GET', ...callOptions } = {}) =>
      lazyAnswer(
        () => transport({ method, path, body, idempotent, options: callOptions }),
        (data) => data,
      ),
  }
}
