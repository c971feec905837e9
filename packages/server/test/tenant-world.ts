import { EnterpriseUser, GroupResourceType, UserResourceType } from '@scimwright/types'
import {
  createMemoryStore,
  createScimServer,
  type ScimServerOptions,
  type StoredResource,
} from '../src/index.ts'

/** The two customers. */
export type Directory = 'acme' | 'globex'

/** What each of them has; also the unique names, so that a name tells no more than an id. */
export const idsOf = {
  acme: {
    user: 'aaaaaaaa-0000-4000-8000-000000000001',
    boss: 'aaaaaaaa-0000-4000-8000-000000000002',
    group: 'aaaaaaaa-0000-4000-8000-000000000003',
  },
  globex: {
    user: 'bbbbbbbb-0000-4000-8000-000000000001',
    boss: 'bbbbbbbb-0000-4000-8000-000000000002',
    group: 'bbbbbbbb-0000-4000-8000-000000000003',
  },
} as const satisfies Record<Directory, object>

/** An id that is nowhere, of the same shape. */
export const RANDOM = 'cccccccc-0000-4000-8000-000000000009'

export const NOW = Date.UTC(2026, 10, 27)

const tokens: Readonly<
  Record<string, { directoryId: Directory; revoked?: boolean; until?: number }>
> = {
  'acme-live': { directoryId: 'acme' },
  'globex-live': { directoryId: 'globex' },
  'acme-revoked': { directoryId: 'acme', revoked: true },
  'acme-expired': { directoryId: 'acme', until: NOW - 1 },
}

export const resourceTypes = [UserResourceType, GroupResourceType] as const

/** One request of the matrix. */
export interface Probe {
  readonly method: string
  readonly path: string
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

const resourcesOf = (directory: Directory): StoredResource[] => {
  const { user, boss, group } = idsOf[directory]
  const stored = (type: (typeof resourceTypes)[number], id: string, more: object) => ({
    schemas: [type.schema.id],
    id,
    externalId: id,
    ...more,
    meta: {
      resourceType: type.name,
      created: '2026-11-01T00:00:00.000Z',
      lastModified: '2026-11-01T00:00:00.000Z',
      version: 'W/"1"',
    },
  })
  return [
    stored(UserResourceType, boss, { userName: boss }),
    stored(UserResourceType, user, {
      userName: user,
      [EnterpriseUser.id]: { manager: { value: boss } },
    }),
    stored(GroupResourceType, group, { displayName: group, members: [{ value: user }] }),
  ]
}

/** A server with both directories, made anew for each probe; `me` is the id its principals say they have. */
export const createWorld = async (me?: string, options: Partial<ScimServerOptions> = {}) => {
  const store = options.store ?? createMemoryStore()
  for (const directory of ['acme', 'globex'] as const)
    for (const resource of resourcesOf(directory)) {
      const resourceType = resourceTypes.find(({ name }) => name === resource.meta.resourceType)
      if (resourceType)
        await store.write(directory, { operation: 'create', resourceType, resource })
    }
  const server = createScimServer({
    resourceTypes,
    store,
    cursorSecret: new Uint8Array(32),
    authenticate: (request) => {
      const token = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1] ?? ''
      const known = Object.hasOwn(tokens, token) ? tokens[token] : undefined
      return known && !known.revoked && (known.until ?? NOW) >= NOW ? known : undefined
    },
    me: () => me,
    ...options,
  })

  /** The whole answer as text. */
  const ask = async ({ method, path, body, headers }: Probe, token?: string): Promise<string> => {
    const response = await server.fetch(
      new Request(`https://scim.example${path}`, {
        method,
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/scim+json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    )
    const lines = [...response.headers].map(([name, value]) => `${name}: ${value}`)
    return [response.status, ...lines, '', await response.text()].join('\n')
  }

  /** Everything a directory has, members too. */
  const contents = async (directory: Directory): Promise<string> =>
    JSON.stringify(await store.list(directory, { resourceTypes, startIndex: 1, count: 1000 }))

  return { ask, contents }
}
