import {
  type EnterpriseUser,
  GroupResourceType,
  type Infer,
  User,
  type UserResourceType,
} from '@scimwright/types'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { isClientError } from '../src/index.ts'
import { connect, user } from './connect.ts'

describe('against the server', () => {
  test('creates, reads, replaces, patches, lists and deletes', async () => {
    const users = connect().scim.users<Infer<typeof UserResourceType>>()
    const created = await users.create({ ...user('bjensen'), title: 'Guide' })
    expect(created).toMatchObject({ userName: 'bjensen', meta: { version: 'W/"1"' } })
    expect(await users.get(created.id, { attributes: ['title'] })).toEqual({
      schemas: [User.id],
      id: created.id,
      title: 'Guide',
    })
    const replaced = await users.replace({ ...user('bjensen'), id: created.id, nickName: 'B' })
    expect(replaced).not.toHaveProperty('title')
    const operations = [{ op: 'replace', path: 'active', value: false }] as const
    const patched = await users.patch({ id: created.id, operations })
    expect(patched?.active).toBe(false)
    expect((await users.list({ filter: 'active eq false' }).page()).totalResults).toBe(1)
    await users.delete(created.id)
    await expect(users.get(created.id)).rejects.toMatchObject({ code: 'http', status: 404 })
  })

  test('a list is iterated over page by page', async () => {
    const users = connect().scim.users()
    for (let index = 0; index < 7; index += 1) await users.create(user(`u${index}`))
    const names: string[] = []
    for await (const { userName } of users.list({ count: 3 })) names.push(userName)
    expect(names).toEqual(['u0', 'u1', 'u2', 'u3', 'u4', 'u5', 'u6'])
    expect(await users.list({ count: 2 }).toArray({ limit: 3 })).toHaveLength(3)
    const sizes: number[] = []
    for await (const { resources } of users.list({ count: 3 }).pages()) sizes.push(resources.length)
    expect(sizes).toEqual([3, 3, 1])
  })

  test('errors say what the server said, and nothing of what was sent', async () => {
    const users = connect().scim.users()
    await users.create(user('secret-name'))
    const error = await users.create(user('SECRET-NAME')).catch((thrown: unknown) => thrown)
    expect(isClientError(error, 'http') && error.scimType).toBe('uniqueness')
    expect(isClientError(error) && error.message).toContain(
      '[POST] /Users: 409 uniqueness – userName',
    )
    const filtered = await users
      .list({ filter: 'userName eq "secret-name" and' })
      .page()
      .catch((thrown: unknown) => thrown)
    expect(isClientError(filtered) && filtered.scimType).toBe('invalidFilter')
    expect(JSON.stringify([error, filtered, String(filtered)])).not.toMatch(/secret/i)
  })

  test('the response is there for those who want it', async () => {
    const users = connect().scim.users()
    const { data, response } = await users.create(user('bjensen')).withResponse()
    expect(response.headers.get('etag')).toBe(data.meta.version)
  })

  test('a call is sent when it is waited for, and once', async () => {
    const users = connect().scim.users()
    const call = users.create(user('bjensen'))
    expect((await users.list().page()).totalResults).toBe(0)
    expect((await call).id).toBe((await call).id)
    expect((await users.list().page()).totalResults).toBe(1)
  })

  test('a version that is no longer is 412', async () => {
    const users = connect().scim.users()
    const { id } = await users.create(user('bjensen'))
    const operations = [{ op: 'replace', path: 'title', value: 'VP' }] as const
    await users.patch({ id, operations }, { ifMatch: 'W/"1"' })
    await expect(users.patch({ id, operations }, { ifMatch: 'W/"1"' })).rejects.toMatchObject({
      status: 412,
    })
  })

  test('groups, other types, discovery and other calls', async () => {
    const { scim } = connect()
    const group = await scim
      .groups()
      .create({ schemas: [GroupResourceType.schema.id], displayName: 'Crew' })
    expect((await scim.resources(GroupResourceType).get(group.id)).displayName).toBe('Crew')
    expect((await scim.serviceProviderConfig()).patch?.supported).toBe(true)
    expect(await scim.request('GET', '/ResourceTypes')).toMatchObject({ totalResults: 2 })
  })
})

test('types: required attributes, values and extensions', () => {
  const users = connect().scim.users<Infer<typeof UserResourceType>>()
  // @ts-expect-error userName is required
  const nameless = () => users.create({ schemas: [User.id] })
  // @ts-expect-error active is a boolean
  const wrong = () => users.create({ ...user('a'), active: 'yes' })
  // @ts-expect-error there is no such attribute
  const unknown = () => users.create({ ...user('a'), colour: 'red' })
  expectTypeOf([nameless, wrong, unknown]).toBeArray()
  type Found = Awaited<ReturnType<typeof users.get>>
  expectTypeOf<NonNullable<Found[typeof EnterpriseUser.id]>['department']>().toEqualTypeOf<
    string | undefined
  >()
  expectTypeOf<Found['id']>().toEqualTypeOf<string>()
})
