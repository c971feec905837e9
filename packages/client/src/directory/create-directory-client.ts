import type { CallOptions, ScimClientOptions } from '../client-options.ts'
import { createTransport } from '../http/transport.ts'
import { createLogger } from '../log.ts'
import type { components } from './api-types.ts'
import { type FollowOptions, followEvents } from './follow-events.ts'
import { type PagedList, pagedList } from './paged-list.ts'

/** The bodies of the directory API, by name, as its OpenAPI document describes them. */
export type DirectorySchemas = components['schemas']

type Schemas = DirectorySchemas
type Sent<Name extends keyof Schemas> = Partial<Schemas[Name]>
interface InDirectory {
  readonly directoryId: string
}
interface OfEndpoint extends InDirectory {
  readonly endpointId: string
}
interface Limited {
  /** Of one page; 100. */
  readonly limit?: number
}

/** How the directory API is reached; `baseUrl` is the address in front of `/directories`, such as `https://…/api/v1`. */
export type DirectoryClientOptions = Omit<
  ScimClientOptions,
  'target' | 'validate' | 'idempotencyHeader'
>

/** A client of a provider's directory API. */
export type DirectoryClient = ReturnType<typeof createDirectoryClient>

/**
 * A client of a provider's directory API, typed by its OpenAPI document.
 *
 * @throws ClientError configuration, when the base URL or the token cannot be used.
 * @example
 * const api = createDirectoryClient({ baseUrl: 'https://provider.example.com/api/v1', auth: adminToken })
 * const { id } = await api.directories.create({ organization_id: 'org_1', name: 'Acme' })
 * for await (const event of api.events({ directoryId: id, after: 0 })) console.log(event.type)
 */
export const createDirectoryClient = (clientOptions: DirectoryClientOptions) => {
  const { logger, logLevel } = clientOptions
  const send = createTransport(clientOptions, createLogger(logger, logLevel))

  const call = async <T>(
    method: string,
    path: string,
    { body, query, options }: CallParts = {},
  ): Promise<T> => {
    const idempotent = method !== 'POST'
    const search = searchOf(query)
    const { data } = await send({ method, path: `${path}${search}`, idempotent, body, options })
    return data as T
  }

  const list = async <T>(path: string, options?: CallOptions): Promise<readonly T[]> =>
    (await call<{ data: T[] }>('GET', path, { options })).data

  const people = <T>(
    kind: 'users' | 'groups',
    { directoryId, limit }: InDirectory & Limited,
    options?: CallOptions,
  ): PagedList<T> =>
    pagedList(async (after) => {
      const query = { after, limit }
      const path = at('directories', directoryId, kind)
      const page = await call<{ data: T[]; next?: number }>('GET', path, { query, options })
      return { data: page.data, next: page.next }
    })

  return {
    directories: {
      list: (options?: CallOptions) => list<Schemas['Directory']>('/directories', options),
      create: (
        body: Sent<'NewDirectory'> & Pick<Schemas['NewDirectory'], 'organization_id' | 'name'>,
        options?: CallOptions,
      ) => call<Schemas['Directory']>('POST', '/directories', { body, options }),
      get: ({ directoryId }: InDirectory, options?: CallOptions) =>
        call<Schemas['Directory']>('GET', at('directories', directoryId), { options }),
      update: (
        { directoryId, ...body }: InDirectory & Schemas['DirectoryChange'],
        options?: CallOptions,
      ) => call<Schemas['Directory']>('PATCH', at('directories', directoryId), { body, options }),
      delete: ({ directoryId }: InDirectory, options?: CallOptions) =>
        call<void>('DELETE', at('directories', directoryId), { options }),
    },
    secrets: {
      list: ({ directoryId }: InDirectory, options?: CallOptions) =>
        list<Schemas['Secret']>(at('directories', directoryId, 'secrets'), options),
      create: ({ directoryId, ...body }: InDirectory & Sent<'NewSecret'>, options?: CallOptions) =>
        call<Schemas['SecretWithToken']>('POST', at('directories', directoryId, 'secrets'), {
          body,
          options,
        }),
      delete: (
        { directoryId, secretId }: InDirectory & { readonly secretId: string },
        options?: CallOptions,
      ) => call<void>('DELETE', at('directories', directoryId, 'secrets', secretId), { options }),
    },
    users: {
      list: (parameters: InDirectory & Limited, options?: CallOptions) =>
        people<Schemas['DirectoryUser']>('users', parameters, options),
      get: (
        { directoryId, userId }: InDirectory & { readonly userId: string },
        options?: CallOptions,
      ) =>
        call<Schemas['DirectoryUser']>('GET', at('directories', directoryId, 'users', userId), {
          options,
        }),
    },
    groups: {
      list: (parameters: InDirectory & Limited, options?: CallOptions) =>
        people<Schemas['DirectoryGroup']>('groups', parameters, options),
      get: (
        { directoryId, groupId }: InDirectory & { readonly groupId: string },
        options?: CallOptions,
      ) =>
        call<Schemas['DirectoryGroupWithMembers']>(
          'GET',
          at('directories', directoryId, 'groups', groupId),
          { options },
        ),
    },
    roleAssignments: {
      list: ({ directoryId }: InDirectory, options?: CallOptions) =>
        list<Schemas['RoleAssignment']>(
          at('directories', directoryId, 'role_assignments'),
          options,
        ),
      assign: (assignment: Assignment, options?: CallOptions) =>
        call<Schemas['RoleAssignment']>('PUT', roleAt(assignment), { options }),
      unassign: (assignment: Assignment, options?: CallOptions) =>
        call<void>('DELETE', roleAt(assignment), { options }),
    },
    endpoints: {
      list: ({ directoryId }: InDirectory, options?: CallOptions) =>
        list<Schemas['Endpoint']>(at('directories', directoryId, 'endpoints'), options),
      create: (
        {
          directoryId,
          ...body
        }: InDirectory & Sent<'NewEndpoint'> & Pick<Schemas['NewEndpoint'], 'url'>,
        options?: CallOptions,
      ) =>
        call<Schemas['EndpointWithSecret']>('POST', at('directories', directoryId, 'endpoints'), {
          body,
          options,
        }),
      get: (endpoint: OfEndpoint, options?: CallOptions) =>
        call<Schemas['Endpoint']>('GET', endpointAt(endpoint), { options }),
      update: (
        { directoryId, endpointId, ...body }: OfEndpoint & Schemas['EndpointChange'],
        options?: CallOptions,
      ) =>
        call<Schemas['Endpoint']>('PATCH', endpointAt({ directoryId, endpointId }), {
          body,
          options,
        }),
      delete: (endpoint: OfEndpoint, options?: CallOptions) =>
        call<void>('DELETE', endpointAt(endpoint), { options }),
      rotate: (
        { directoryId, endpointId, ...body }: OfEndpoint & Sent<'Rotation'>,
        options?: CallOptions,
      ) =>
        call<Schemas['EndpointWithSecret']>(
          'POST',
          `${endpointAt({ directoryId, endpointId })}/rotate`,
          { body, options },
        ),
      test: (endpoint: OfEndpoint, options?: CallOptions) =>
        call<Schemas['TestResult']>('POST', `${endpointAt(endpoint)}/test`, { options }),
      recover: (
        { directoryId, endpointId, ...body }: OfEndpoint & Schemas['Recovery'],
        options?: CallOptions,
      ) =>
        call<Schemas['Recovered']>('POST', `${endpointAt({ directoryId, endpointId })}/recover`, {
          body,
          options,
        }),
    },
    deliveries: {
      /** Newest first. */
      list: (
        { directoryId, ...filter }: InDirectory & Sent<'DeliveryQuery'>,
        options?: CallOptions,
      ): PagedList<Schemas['Delivery']> =>
        pagedList(async (before) => {
          const { limit = 100 } = filter
          const query = { ...filter, limit, before }
          const path = at('directories', directoryId, 'deliveries')
          const { data } = await call<Schemas['DeliveryList']>('GET', path, { query, options })
          return { data, next: data.length === limit ? data.at(-1)?.id : undefined }
        }, filter.before),
      attempts: (delivery: OfDelivery, options?: CallOptions) =>
        list<Schemas['Attempt']>(`${deliveryAt(delivery)}/attempts`, options),
      resend: (delivery: OfDelivery, options?: CallOptions) =>
        call<Schemas['Resent']>('POST', `${deliveryAt(delivery)}/resend`, { options }),
    },
    /** Events after a sequence number, in order; with `pollMs` it waits for more until `signal` is aborted. */
    events: (
      { directoryId, after = 0, limit }: InDirectory & Limited & { readonly after?: number },
      options: FollowOptions = {},
    ): AsyncIterable<Schemas['DirectoryEvent']> =>
      followEvents(
        async (from) => {
          const query = { directory_id: directoryId, after: from, limit }
          const page = await call<Schemas['EventPage']>('GET', '/events', { query, options })
          return { data: page.data, next: page.next }
        },
        after,
        options,
      ),
  }
}

interface CallParts {
  readonly body?: unknown
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly options?: CallOptions | undefined
}

interface Assignment extends InDirectory {
  readonly groupId: string
  readonly role: string
}

interface OfDelivery extends InDirectory {
  readonly deliveryId: number
}

const at = (...segments: readonly string[]): string =>
  segments.map((segment) => `/${encodeURIComponent(segment)}`).join('')

const roleAt = ({ directoryId, groupId, role }: Assignment): string =>
  at('directories', directoryId, 'groups', groupId, 'roles', role)

const endpointAt = ({ directoryId, endpointId }: OfEndpoint): string =>
  at('directories', directoryId, 'endpoints', endpointId)

const deliveryAt = ({ directoryId, deliveryId }: OfDelivery): string =>
  at('directories', directoryId, 'deliveries', String(deliveryId))

const searchOf = (query: CallParts['query'] = {}): string => {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined) search.set(name, String(value))
  return search.size > 0 ? `?${search}` : ''
}
