import { createMemoryStore } from '@scimwright/server'
import { EnterpriseUser, type Infer, User, type UserResourceType } from '@scimwright/types'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { createScimClient } from '../src/index.ts'
import { connect, group, user } from './connect.ts'
import { scim as answer, BASE, fault, useIntercept } from './intercept.ts'

type Employee = Infer<typeof UserResourceType>
const intercept = useIntercept()

describe('builders', () => {
  test('a filter and a PATCH are built where they are used', async () => {
    const { scim } = connect()
    const users = scim.users<Employee>()
    const { id } = await users.create({
      ...user('bjensen'),
      emails: [{ type: 'work', value: 'b@example.com' }],
    })
    await users.create(user('other'))
    await users.patch(
      {
        id,
        operations: (patch, current) =>
          patch
            .replace('title', `${current?.userName}'s`)
            .set(EnterpriseUser.id, 'department', 'R&D'),
      },
      { ifMatch: 'auto' },
    )
    const [found, ...others] = await users
      .list({
        filter: (each) =>
          each[EnterpriseUser.id].department
            .eq('R&D')
            .and(each.emails.where((email) => email.type.eq('work').and(email.value.sw('b')))),
      })
      .toArray({ limit: 5 })
    expect(others).toEqual([])
    expect(found).toMatchObject({ id, title: "bjensen's" })
    expectTypeOf(found?.userName).toEqualTypeOf<string | undefined>()
  })

  test('cursors of the server are followed to the end', async () => {
    const { scim, seen } = connect()
    for (let index = 0; index < 7; index += 1) await scim.users().create(user(`u${index}`))
    await scim.capabilities()
    const { resources, complete } = await scim.users().list({ count: 3 }).snapshot()
    expect([resources.length, complete]).toEqual([7, true])
    expect(seen.filter(({ url }) => url.includes('cursor='))).toHaveLength(3)
  })
})

describe('the other calls', () => {
  test('search finds resources of all types', async () => {
    const { scim, seen } = connect()
    await scim.users().create(user('bjensen'))
    await scim.groups().create(group('Crew'))
    const found = await scim.search({ count: 1 }).toArray({ limit: 9 })
    expect(found).toHaveLength(2)
    expect(seen.at(-1)?.url).toBe('https://scim.example/.search')
  })

  test('me is the user of the token', async () => {
    let me = ''
    const { scim } = connect({}, { me: () => me, store: createMemoryStore() })
    me = (await scim.users().create(user('bjensen'))).id
    expect(await scim.me().get({ attributes: ['userName'] })).toMatchObject({ id: me })
    await scim.me().patch({ operations: (patch) => patch.replace('title', 'Guide') })
    expect(await scim.me().get()).toMatchObject({ title: 'Guide' })
    await scim.me().replace({ schemas: [User.id], userName: 'bjensen' })
    expect(await scim.me().get()).not.toHaveProperty('title')
    await scim.me().delete()
    await expect(scim.users().get(me)).rejects.toMatchObject({ status: 404 })
  })

  test('request sends what there is no method for', async () => {
    const { scim } = connect()
    const { response } = await scim
      .request('POST', '/Users', { body: user('bjensen') })
      .withResponse()
    expect(response.status).toBe(201)
  })
})

describe('bulk', () => {
  const create = (userName: string, bulkId: string) =>
    ({ method: 'POST', path: '/Users', bulkId, data: user(userName) }) as const

  test('is split by the number of operations; a bulkId reaches over requests', async () => {
    const { scim, seen } = connect({}, { limits: { maxBulkOperations: 2 } })
    const results = await scim.bulk({
      operations: [
        create('a', 'a'),
        create('b', 'b'),
        {
          method: 'POST',
          path: '/Groups',
          bulkId: 'g',
          data: { ...group('Crew'), members: [{ value: 'bulkId:a' }, { value: 'bulkId:b' }] },
        },
      ],
    })
    expect(results.map(({ status }) => status)).toEqual(['201', '201', '201'])
    expect(seen.filter(({ url }) => url.endsWith('/Bulk'))).toHaveLength(2)
    const [crew] = await scim.groups().list().toArray({ limit: 1 })
    const users = await scim.users().list().toArray({ limit: 9 })
    expect(crew?.members?.map(({ value }) => value)).toEqual(users.map(({ id }) => id))
  })

  test('is split by its size in bytes', async () => {
    const { scim, seen } = connect({}, { limits: { maxBodySize: 1000 } })
    const long = 'ü'.repeat(200)
    const operations = ['a', 'b', 'c'].map((name) => create(name + long, name))
    const results = await scim.bulk({ operations })
    expect(results.map(({ status }) => status)).toEqual(['201', '201', '201'])
    expect(seen.filter(({ url }) => url.endsWith('/Bulk'))).toHaveLength(3)
  })

  test('ends after as many errors as are allowed', async () => {
    const { scim, seen } = connect({}, { limits: { maxBulkOperations: 1 } })
    const operations = ['same', 'same', 'same'].map((name, index) => create(name, `${index}`))
    const results = await scim.bulk({ operations, failOnErrors: 1 })
    expect(results.map(({ status }) => status)).toEqual(['201', '409'])
    expect(seen.filter(({ url }) => url.endsWith('/Bulk'))).toHaveLength(2)
  })

  test('is never sent again without a refusal, and not to a server without it', async () => {
    const seen = intercept(({ path }) =>
      path === '/Bulk' ? Response.error() : answer(200, { bulk: { supported: true } }),
    )
    const client = createScimClient({ baseUrl: BASE, auth: 'secret' })
    const bulk = client.bulk({ operations: [create('a', 'a')] })
    await expect(bulk).rejects.toMatchObject({ code: 'connection' })
    expect(seen.filter(({ path }) => path === '/Bulk')).toHaveLength(1)
    intercept(({ path }) =>
      path === '/Bulk' ? fault(501) : answer(200, { bulk: { supported: false } }),
    )
    const without = createScimClient({ baseUrl: BASE, auth: 'secret' })
    await expect(without.bulk({ operations: [] })).rejects.toMatchObject({ code: 'unsupported' })
  })
})
