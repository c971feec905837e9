import { EnterpriseUser, urns } from '@scimwright/types'
import type { Route } from '../src/route.ts'
import { group, patch, user } from './server.ts'
import type { Directory, Probe } from './tenant-world.ts'
import { idsOf } from './tenant-world.ts'

/** Every method an endpoint can be asked with. */
export const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const
type Method = (typeof methods)[number]

/** Who asks, and for which id. */
interface Asked {
  readonly id: string
  readonly own: (typeof idsOf)[Directory]
}

/** How a kind of route is asked for an id: in its path, in its query, in its body, in its headers. */
interface RouteProbes {
  readonly paths: (asked: Asked) => readonly string[]
  readonly bodies?: (asked: Asked) => Partial<Record<Method, readonly unknown[]>>
  readonly headers?: readonly Readonly<Record<string, string>>[]
}

const manager = `${EnterpriseUser.id}:manager`

const filters = (id: string): string[] => [
  `id eq "${id}"`,
  `externalId eq "${id}"`,
  `userName eq "${id}"`,
  `displayName eq "${id}"`,
  `groups.value eq "${id}"`,
  `members.value eq "${id}"`,
  `members[value eq "${id}"]`,
  `${manager}.value eq "${id}"`,
]

const queries = (id: string): string[] =>
  filters(id).map((filter) => `?${new URLSearchParams({ filter })}`)

const users = (id: string) => [
  user(id),
  user('eve', {
    id,
    externalId: id,
    groups: [{ value: id }],
    [EnterpriseUser.id]: { manager: { value: id } },
  }),
]

const groups = (id: string) => [group(id), group('Crew', id)]

const patches = (id: string) => [
  patch({ op: 'add', path: 'title', value: 'VP' }),
  patch({ op: 'replace', path: 'userName', value: id }),
  patch({ op: 'add', path: manager, value: { value: id } }),
  patch({ op: 'add', path: 'members', value: [{ value: id, type: 'User' }] }),
  patch({ op: 'replace', path: 'members', value: [{ value: id }] }),
  patch({ op: 'remove', path: `members[value eq "${id}"]` }),
]

const writes = ({ id }: Asked) => ({
  POST: [...users(id), ...groups(id)],
  PUT: [...users(id), ...groups(id)],
  PATCH: patches(id),
})

const operations = (id: string, own: Asked['own']): object[] => [
  { method: 'DELETE', path: `/Users/${id}` },
  { method: 'DELETE', path: `/Groups/${id}`, version: 'W/"1"' },
  { method: 'PUT', path: `/Users/${id}`, data: user('eve') },
  ...patches(id).flatMap((data) => [
    { method: 'PATCH', path: `/Groups/${id}`, data },
    { method: 'PATCH', path: `/Groups/${own.group}`, data },
    { method: 'PATCH', path: `/Users/${own.user}`, data },
  ]),
  ...users(id).map((data) => ({ method: 'POST', path: '/Users', bulkId: 'u', data })),
  ...groups(id).map((data) => ({ method: 'POST', path: '/Groups', bulkId: id, data })),
]

/** The probes of every kind of route; a new kind does not compile until it has some. */
export const routeProbes: Readonly<Record<Route['kind'], RouteProbes>> = {
  collection: {
    paths: ({ id }) =>
      ['/Users', '/Groups'].flatMap((path) => ['', ...queries(id)].map((query) => path + query)),
    bodies: writes,
  },
  resource: {
    paths: ({ id, own }) => [
      `/Users/${id}`,
      `/Groups/${id}`,
      `/Users/${own.user}`,
      `/Groups/${own.group}`,
    ],
    bodies: writes,
    headers: [{}, { 'if-match': '*' }, { 'if-match': 'W/"1"' }, { 'if-none-match': 'W/"1"' }],
  },
  search: {
    paths: () => ['/.search', '/Users/.search', '/Groups/.search'],
    bodies: ({ id }) => ({
      POST: filters(id).map((filter) => ({ schemas: [urns.SearchRequest], filter })),
    }),
  },
  root: { paths: ({ id }) => ['/', ...queries(id).map((query) => `/${query}`)], bodies: writes },
  bulk: {
    paths: () => ['/Bulk'],
    bodies: ({ id, own }) => ({
      POST: operations(id, own).map((operation) => ({
        schemas: [urns.BulkRequest],
        Operations: [operation],
      })),
    }),
  },
  // Whose user it is comes from the principal: an application may have it wrong.
  me: { paths: () => ['/Me'], bodies: writes },
  serviceProviderConfig: { paths: () => ['/ServiceProviderConfig'], bodies: writes },
  schemas: { paths: ({ id }) => ['/Schemas', `/Schemas/${id}`], bodies: writes },
  resourceTypes: { paths: ({ id }) => ['/ResourceTypes', `/ResourceTypes/${id}`], bodies: writes },
}

/** All probes of a kind of route with one method, for an id. */
export const probesOf = (
  kind: Route['kind'],
  method: Method,
  { id, directory }: { id: string; directory: Directory },
): Probe[] => {
  const { paths, bodies, headers = [{}] } = routeProbes[kind]
  const asked: Asked = { id, own: idsOf[directory] }
  return paths(asked).flatMap((path) =>
    headers.flatMap((some) =>
      (bodies?.(asked)[method] ?? [undefined]).map((body) => ({
        method,
        path,
        body,
        headers: some,
      })),
    ),
  )
}
