import {
  defineResourceType,
  defineSchema,
  GroupResourceType,
  UserResourceType,
  urns,
} from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { createJonas, jonas, startOkta } from './okta-client.ts'
import { createUser, group, patch, user } from './server.ts'

type Okta = ReturnType<typeof startOkta>

const byUserName = async ({ send }: Pick<Okta, 'send'>, userName: string) => {
  const filter = encodeURIComponent(`userName eq "${userName}"`)
  return (await send('GET', `/Users?filter=${filter}&startIndex=1&count=100`)).body
}

const membersOf = async ({ send }: Pick<Okta, 'send'>, id: string): Promise<string[]> =>
  ((await send('GET', `/Groups/${id}`)).body.members ?? []).map(
    ({ value }: { value: string }) => value,
  )

describe('Okta CRUD test, users', () => {
  test('CRUD create: 201 with a body, an id without "bulkId", and no password in it', async () => {
    const handed: string[] = []
    const server = startOkta({ onPassword: ({ password }) => void handed.push(password) })
    const { status, body } = await server.send(
      'POST',
      '/Users',
      user('jonas.ebert@fjord.example', {
        ...jonas,
        locale: 'en-US',
        externalId: '00u1example0001',
        groups: [],
        password: 'Ab3xK9qP2',
      }),
    )
    expect(status).toBe(201)
    expect(body).toMatchObject({ ...jonas, externalId: '00u1example0001', locale: 'en-US' })
    expect(body.id).not.toContain('bulkId')
    expect(JSON.stringify(body)).not.toContain('Ab3xK9qP2')
    expect(handed).toEqual(['Ab3xK9qP2'])
  })

  test('CRUD update firstName by PUT of the body that was read: 200 with a body, nothing else lost', async () => {
    const server = startOkta()
    const id = await createJonas(server)
    const crew = (await server.send('POST', '/Groups', group('Deck Crew', id))).body.id
    const read = (await server.send('GET', `/Users/${id}`)).body
    const sent = { ...read, name: { ...read.name, givenName: 'Mona', middleName: '' } }
    const { status, body } = await server.send('PUT', `/Users/${id}`, sent)
    expect(status).toBe(200)
    expect(body).toMatchObject({ ...jonas, id, name: { familyName: 'Ebert', givenName: 'Mona' } })
    expect(body.groups).toMatchObject([{ value: crew }])
    expect(body.meta.created).toBe(read.meta.created)
  })

  test('CRUD update firstName by PATCH: 200 with the user', async () => {
    const server = startOkta()
    const id = await createJonas(server)
    const change = patch({ op: 'replace', value: { name: { givenName: 'Mona' } } })
    const { status, body } = await server.send('PATCH', `/Users/${id}`, change)
    expect(status).toBe(200)
    expect(body).toMatchObject({ id, name: { givenName: 'Mona', familyName: 'Ebert' } })
  })

  test('CRUD deactivate is active false, by PUT and by PATCH: the user is still found', async () => {
    const byPut = async (server: Okta, id: string) => {
      const read = (await server.send('GET', `/Users/${id}`)).body
      return server.send('PUT', `/Users/${id}`, { ...read, active: false })
    }
    const byPatch = (server: Okta, id: string) =>
      server.send('PATCH', `/Users/${id}`, patch({ op: 'replace', value: { active: false } }))
    for (const deactivate of [byPut, byPatch]) {
      const server = startOkta()
      const id = await createJonas(server)
      const { status, body } = await deactivate(server, id)
      expect(status).toBe(200)
      expect(body.active).toBe(false)
      expect((await server.send('GET', `/Users/${id}`)).body).toMatchObject({ id, active: false })
      expect(await byUserName(server, 'jonas.ebert@fjord.example')).toMatchObject({
        totalResults: 1,
        Resources: [{ id, active: false }],
      })
    }
  })

  test('CRUD reactivate is active true, with the groups and the id the user had', async () => {
    const server = startOkta()
    const id = await createJonas(server)
    const crew = (await server.send('POST', '/Groups', group('Deck Crew', id))).body.id
    const set = (active: boolean) =>
      server.send('PATCH', `/Users/${id}`, patch({ op: 'replace', value: { active } }))
    await set(false)
    expect((await set(true)).body).toMatchObject({ id, active: true, groups: [{ value: crew }] })
    expect(await membersOf(server, crew)).toEqual([id])
  })

  test('CRUD import: pages by startIndex and count, each user once, none beyond the last', async () => {
    const server = startOkta()
    for (let index = 0; index < 5; index += 1) await createUser(server, `u${index}`)
    const names: string[] = []
    for (const startIndex of [1, 3, 5]) {
      const { body } = await server.send('GET', `/Users?startIndex=${startIndex}&count=2`)
      expect(body).toMatchObject({ totalResults: 5, startIndex })
      expect(body.itemsPerPage).toBe(body.Resources.length)
      names.push(...body.Resources.map(({ userName }: { userName: string }) => userName))
    }
    expect(names).toEqual(['u0', 'u1', 'u2', 'u3', 'u4'])
    expect((await server.send('GET', '/Users?startIndex=101&count=100')).body).toMatchObject({
      totalResults: 5,
      itemsPerPage: 0,
      Resources: [],
    })
  })
})

describe('Okta CRUD test, group push', () => {
  const start = async () => {
    const server = startOkta()
    const ids = [await createUser(server, 'u1'), await createUser(server, 'u2')]
    const created = await server.send('POST', '/Groups', group('Deck Crew'))
    const id: string = created.body.id
    const change = (...operations: object[]) =>
      server.send('PATCH', `/Groups/${id}`, patch(...operations))
    return { ...server, created, id, u1: ids[0] ?? '', u2: ids[1] ?? '', change }
  }

  test('CRUD push group: a name nobody has is an empty list, POST is 201, then the name is found', async () => {
    const server = startOkta()
    const filter = encodeURIComponent('displayName eq "Deck Crew"')
    const find = async () =>
      (await server.send('GET', `/Groups?filter=${filter}&startIndex=1&count=100`)).body
    expect(await find()).toMatchObject({ totalResults: 0, Resources: [] })
    const { status, body } = await server.send('POST', '/Groups', group('Deck Crew'))
    expect(status).toBe(201)
    expect(await find()).toMatchObject({ totalResults: 1, Resources: [{ id: body.id }] })
  })

  test('CRUD push group: members are added and removed, and only those', async () => {
    const { change, id, u1, u2, ...server } = await start()
    const add = (value: string) => ({ op: 'add', path: 'members', value: [{ value }] })
    expect((await change(add(u1), add(u2))).status).toBe(200)
    expect(await membersOf(server, id)).toEqual([u1, u2])
    expect((await change({ op: 'remove', path: `members[value eq "${u1}"]` })).status).toBe(200)
    expect(await membersOf(server, id)).toEqual([u2])
  })

  test('CRUD push group: a member who is removed again is no error', async () => {
    const { change, id, u1, u2, ...server } = await start()
    await change({ op: 'add', path: 'members', value: [{ value: u1 }] })
    expect((await change({ op: 'remove', path: `members[value eq "${u2}"]` })).status).toBe(200)
    expect(await membersOf(server, id)).toEqual([u1])
  })

  test('CRUD push group: replace without a path and with the id in its value renames, members stay', async () => {
    const { change, id, u1, ...server } = await start()
    await change({ op: 'add', path: 'members', value: [{ value: u1 }] })
    const { status, body } = await change({
      op: 'replace',
      value: { id, displayName: 'Bridge Crew' },
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({ id, displayName: 'Bridge Crew' })
    expect(await membersOf(server, id)).toEqual([u1])
  })

  test('CRUD push group: a full push puts members in place of the others, an empty one leaves none', async () => {
    const { change, id, u1, u2, ...server } = await start()
    await change({ op: 'add', path: 'members', value: [{ value: u1 }] })
    await change({ op: 'replace', path: 'members', value: [{ value: u2, display: 'u2' }] })
    expect(await membersOf(server, id)).toEqual([u2])
    await change({ op: 'replace', value: { members: [], id, displayName: 'Deck Crew' } })
    expect(await membersOf(server, id)).toEqual([])
  })

  test('CRUD push group: PUT of the whole group renames it and sets its members, 200 with a body', async () => {
    const { send, id, u1, u2, change } = await start()
    await change({ op: 'add', path: 'members', value: [{ value: u1 }] })
    const { status, body } = await send('PUT', `/Groups/${id}`, {
      ...group('Bridge Crew', u2),
      id,
    })
    expect(status).toBe(200)
    expect(body).toMatchObject({ id, displayName: 'Bridge Crew', members: [{ value: u2 }] })
    expect(body.members).toHaveLength(1)
  })

  test('CRUD unlink group: DELETE is 204, the group is gone, its members are not', async () => {
    const { send, id, u1, change } = await start()
    await change({ op: 'add', path: 'members', value: [{ value: u1 }] })
    expect((await send('DELETE', `/Groups/${id}`)).status).toBe(204)
    expect((await send('GET', `/Groups/${id}`)).status).toBe(404)
    const { status, body } = await send('GET', `/Users/${u1}`)
    expect(status).toBe(200)
    expect(body).not.toHaveProperty('groups')
  })
})

describe('Okta entitlements test', () => {
  const Entitlement = defineSchema({
    id: 'urn:okta:scim:schemas:core:1.0:Entitlement',
    name: 'Entitlement',
    attributes: { displayName: { required: true } },
  })
  const Entitlements = defineResourceType({
    name: 'Entitlement',
    endpoint: '/Entitlements',
    schema: Entitlement,
  })
  const resourceTypes = [UserResourceType, GroupResourceType, Entitlements]

  test('Entitlements: /ResourceTypes names the endpoint and /Schemas its schema', async () => {
    const { send } = startOkta({ resourceTypes })
    const types = (await send('GET', '/ResourceTypes')).body
    expect(types.schemas).toEqual([urns.ListResponse])
    expect(types.Resources).toContainEqual(
      expect.objectContaining({ endpoint: '/Entitlements', schema: Entitlement.id }),
    )
    const schemas = (await send('GET', '/Schemas')).body.Resources
    expect(schemas.map(({ id }: { id: string }) => id)).toContain(Entitlement.id)
  })

  test('Entitlements: GET {endpoint}?count=1&startIndex=1 has itemsPerPage 1', async () => {
    const { send } = startOkta({ resourceTypes })
    for (const displayName of ['Reader', 'Editor'])
      await send('POST', '/Entitlements', { schemas: [Entitlement.id], displayName })
    const { status, body } = await send('GET', '/Entitlements?count=1&startIndex=1')
    expect(status).toBe(200)
    expect(body).toMatchObject({
      itemsPerPage: 1,
      startIndex: 1,
      totalResults: 2,
      Resources: [{ displayName: 'Reader' }],
    })
  })
})
