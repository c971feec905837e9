import { type Profile, profiles } from '@scimwright/engine'
import { GroupResourceType, type ResourceTypeDefinition, UserResourceType } from '@scimwright/types'
import { expect } from 'vitest'
import { type Hooks, referentialIntegrity, type Store, type StoredResource } from '../src/index.ts'
import { withUniqueGroupNames } from '../src/unique-group-names.ts'
import type { startServer } from './server.ts'
import {
  type Expectation,
  profileOf,
  type Resource,
  type WireCase,
  wireCases,
} from './wire-case.ts'

/** Cases that describe something else than what we do; each says what. */
const decidedOtherwise: Record<string, string> = {
  'entra-create-013': 'of several primary values the last one stays, not the first',
}

/** Cases of servers that leave out references that find nobody. */
const withIntegrity = new Set(['entra-group-013', 'okta-patch-013', 'okta-put-013'])

const resourceTypes = [UserResourceType, GroupResourceType]

/** What a server is told for a case. */
export const optionsOf = (
  { id, idp }: WireCase,
  store: Store,
): { store: Store; profile: Profile; hooks: readonly Hooks[] } => ({
  store,
  profile: profileOf(idp),
  hooks: withIntegrity.has(id)
    ? [referentialIntegrity({ store, resourceTypes, dangling: 'drop' })]
    : [],
})

/** The cases a server is held to. */
export const replayedCases: readonly WireCase[] = wireCases.filter(
  ({ id }) => !(id in decidedOtherwise),
)

/** Puts what a case gives into a directory. */
export const seedCase = async (
  { given, idp }: WireCase,
  store: Store,
  directoryId: string,
): Promise<void> => {
  const put = async (resourceType: ResourceTypeDefinition | undefined, resource: Resource) => {
    if (!resourceType) return
    const now = '2026-01-04T08:00:00Z'
    const meta = {
      resourceType: resourceType.name,
      created: now,
      lastModified: now,
      version: 'W/"1"',
    }
    const stored = {
      schemas: [resourceType.schema.id],
      ...resource,
      meta: { ...meta, ...(resource.meta as object) },
    }
    await store.write(directoryId, {
      operation: 'create',
      resourceType,
      resource: stored as unknown as StoredResource,
    })
  }
  const isEntra = profileOf(idp) === profiles.entra
  const [User, Group] = isEntra ? withUniqueGroupNames(resourceTypes) : resourceTypes
  for (const user of given.Users ?? []) await put(User, user)
  for (const group of given.Groups ?? []) await put(Group, group)
}

/** Server-made values and a false `primary` may be more than is expected; null and `[]` are unassigned. */
const meaning = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(meaning)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, part]) => !(key === 'primary' && part === false) && part !== null)
      .filter(([, part]) => !(Array.isArray(part) && part.length === 0))
      .map(([key, part]) => [key, meaning(part)]),
  )
}

const valueAt = (resource: Resource, path: string): unknown => {
  if (path in resource) return resource[path]
  const urn = Object.keys(resource).find((key) => path.startsWith(`${key}.`))
  const [holder, rest] = urn ? [resource[urn], path.slice(urn.length + 1)] : [resource, path]
  return rest
    .split('.')
    .reduce<unknown>((value, name) => (value as Resource | undefined)?.[name], holder)
}

const expectResource = (resource: Resource, expected: Expectation): void => {
  const parts = meaning(expected.resource ?? {}) as Resource
  const { members, ...others } = parts
  expect(meaning(resource)).toMatchObject(others)
  // Members have no order.
  if (members) expect(resource.members).toHaveLength((members as unknown[]).length)
  for (const member of (members ?? []) as Resource[])
    expect(resource.members).toContainEqual(expect.objectContaining(member))
  for (const path of expected.absent ?? []) expect(valueAt(resource, path), path).toBeUndefined()
  for (const key of expected.notPresent ?? []) expect(Object.keys(resource)).not.toContain(key)
  expect(expected.idNotIn ?? []).not.toContain(resource.id)
}

const expectList = (list: Resource, expected: Expectation): void => {
  const resources = (list.Resources ?? []) as Resource[]
  const ids = resources.map(({ id }) => id)
  if (expected.matches) expect([...ids].sort()).toEqual([...expected.matches].sort())
  if (expected.orderedMatches) expect(ids).toEqual(expected.orderedMatches)
  for (const name of ['totalResults', 'startIndex', 'itemsPerPage'] as const)
    if (expected[name] !== undefined) expect(list[name], name).toBe(expected[name])
  for (const part of expected.resources ?? [])
    expectResource(resources.find(({ id }) => id === part.id) ?? {}, {
      status: 200,
      resource: part,
    })
  for (const resource of resources) {
    for (const path of expected.absentInEach ?? []) expect(resource).not.toHaveProperty(path)
    for (const name of Object.keys(resource))
      if (expected.responseAttributesOnly) expect(expected.responseAttributesOnly).toContain(name)
  }
}

/** Sends one request to the server a case is played to, as `startServer` does. */
export type Send = ReturnType<typeof startServer>['send']

/** Sends a case's request and holds the answer, and what is stored then, against what is expected. */
export const replayCase = async ({ request, expect: expected }: WireCase, send: Send) => {
  const answer = await send(
    request.method,
    request.path,
    request.rawBody ?? request.body,
    request.headers,
  )
  expect([expected.status, ...(expected.altStatus ?? [])], JSON.stringify(answer.body)).toContain(
    answer.status,
  )
  if (answer.status >= 400) {
    if (expected.scimType) expect(answer.body.scimType).toBe(expected.scimType)
    expect(answer.body.detail).toBeTruthy()
  } else if (Array.isArray(answer.body?.Resources)) expectList(answer.body, expected)
  else {
    const whole = answer.body ?? (await send('GET', request.path.split('?')[0] ?? '')).body
    expectResource(whole ?? {}, expected)
  }
  for (const follow of expected.after ?? []) {
    const later = await send('GET', follow.path)
    expect(later.status).toBe(follow.status)
    if (later.status === 200) expectResource(later.body, follow)
  }
}
