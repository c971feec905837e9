import { urns } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { find, startEntra } from './entra-client.ts'
import { createUser, group, patch, user } from './server.ts'

const harbour = { ...group('Harbour'), externalId: 'OBJ-1' }

const start = async () => {
  const server = startEntra()
  const u1 = await createUser(server, 'u1')
  const u2 = await createUser(server, 'u2')
  const id: string = (await server.send('POST', '/Groups', harbour)).body.id
  const change = (...operations: object[]) =>
    server.send('PATCH', `/Groups/${id}`, patch(...operations))
  const members = async (): Promise<string[]> =>
    ((await server.send('GET', `/Groups/${id}`)).body.members ?? []).map(
      ({ value }: { value: string }) => value,
    )
  return { ...server, id, u1, u2, change, members }
}

const add = (...values: string[]) => ({
  op: 'Add',
  path: 'members',
  value: values.map((value) => ({ $ref: null, value })),
})

describe('Entra SCIM validator, groups', () => {
  test('GET /Groups?excludedAttributes=members, as a list and by id: members are left out', async () => {
    const { change, id, u1, send } = await start()
    await change(add(u1))
    const list = (await send('GET', '/Groups?excludedAttributes=members')).body
    expect(list.Resources).toMatchObject([{ id, displayName: 'Harbour' }])
    expect(list.Resources[0]).not.toHaveProperty('members')
    const one = (await send('GET', `/Groups/${id}?excludedAttributes=members`)).body
    expect(one).toMatchObject({ id, displayName: 'Harbour' })
    expect(one).not.toHaveProperty('members')
    expect((await send('GET', `/Groups/${id}`)).body.members).toHaveLength(1)
  })

  test.each([
    ['displayName', 'displayName eq "Harbour"', 1],
    ['displayName in another case', 'displayName eq "HARBOUR"', 1],
    ['externalId', 'externalId eq "OBJ-1"', 1],
    // externalId is caseExact (RFC 7643 §3.1).
    ['externalId in another case', 'externalId eq "obj-1"', 0],
    ['a displayName nobody has', 'displayName eq "Quay"', 0],
  ])('Filter groups by %s', async (_, filter, totalResults) => {
    const server = await start()
    const { status, body } = await find(server, '/Groups', filter, '&excludedAttributes=members')
    expect(status).toBe(200)
    expect(body).toMatchObject({ totalResults })
    expect(body.Resources.map(({ id }: { id: string }) => id)).toEqual(
      totalResults ? [server.id] : [],
    )
  })

  test('Create a group, with the 2006 schema Entra names: 201', async () => {
    const { send } = startEntra()
    const { status, body } = await send('POST', '/Groups', {
      ...harbour,
      schemas: [
        urns.Group,
        'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group',
      ],
      meta: { resourceType: 'Group' },
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({ displayName: 'Harbour', externalId: 'OBJ-1' })
    expect(body).not.toHaveProperty('members')
  })

  test('Create a duplicate group: 409, unless the directory allows it', async () => {
    const { send } = startEntra()
    expect((await send('POST', '/Groups', harbour)).status).toBe(201)
    const { status, body } = await send('POST', '/Groups', group('HARBOUR'))
    expect({ status, scimType: body.scimType }).toEqual({ status: 409, scimType: 'uniqueness' })
    const lenient = startEntra({ uniqueGroupNames: false })
    for (const status of [201, 201])
      expect((await lenient.send('POST', '/Groups', harbour)).status).toBe(status)
    expect((await send('GET', '/Groups')).body.totalResults).toBe(1)
  })

  test.each([
    ['externalId', 'OBJ-2'],
    ['displayName', 'Harbour North'],
  ])('PATCH replace without a path of %s: set, members stay', async (name, value) => {
    const { change, id, u1, members, send } = await start()
    await change(add(u1))
    expect((await change({ op: 'Replace', value: { [name]: value } })).status).toBe(200)
    expect((await send('GET', `/Groups/${id}`)).body).toMatchObject({
      displayName: 'Harbour',
      externalId: 'OBJ-1',
      [name]: value,
    })
    expect(await members()).toEqual([u1])
  })

  test('PATCH add a member by replace members: those are the members', async () => {
    const { change, u1, u2, members } = await start()
    const replace = (value: string) => ({ op: 'Replace', path: 'members', value: [{ value }] })
    expect((await change(replace(u1))).status).toBe(200)
    expect(await members()).toEqual([u1])
    await change(replace(u2))
    expect(await members()).toEqual([u2])
  })

  test('PATCH remove members[value eq "id"]: that one and no other', async () => {
    const { change, u1, u2, members } = await start()
    await change(add(u1, u2))
    const { status } = await change({ op: 'Remove', path: `members[value eq "${u1}"]` })
    expect(status).toBe(200)
    expect(await members()).toEqual([u2])
  })

  test('PATCH remove members with a value array: those and no others', async () => {
    const { change, u1, u2, members } = await start()
    await change(add(u1, u2))
    await change({ op: 'Remove', path: 'members', value: [{ $ref: null, value: u1 }] })
    expect(await members()).toEqual([u2])
  })

  test('Delete a group: 204, then 404', async () => {
    const { id, send } = await start()
    expect((await send('DELETE', `/Groups/${id}`)).status).toBe(204)
    expect((await send('GET', `/Groups/${id}`)).status).toBe(404)
  })
})

describe('Entra SCIM validator, preview', () => {
  test('several operations on different attributes in one PATCH', async () => {
    const server = startEntra()
    const id = await createUser(server, 'u1', { nickName: 'U' })
    const { status, body } = await server.send(
      'PATCH',
      `/Users/${id}`,
      patch(
        { op: 'Add', path: 'title', value: 'Pilot' },
        { op: 'Replace', path: 'displayName', value: 'One' },
        { op: 'Remove', path: 'nickName' },
      ),
    )
    expect(status).toBe(200)
    expect(body).toMatchObject({ title: 'Pilot', displayName: 'One' })
    expect(body).not.toHaveProperty('nickName')
  })

  test('several operations on the same attribute in one PATCH: the last one counts', async () => {
    const server = startEntra()
    const id = await createUser(server, 'u1', { displayName: 'Zero' })
    const { status, body } = await server.send(
      'PATCH',
      `/Users/${id}`,
      patch(
        { op: 'Remove', path: 'displayName' },
        { op: 'Add', path: 'displayName', value: 'One' },
        { op: 'Replace', path: 'displayName', value: 'Two' },
      ),
    )
    expect(status).toBe(200)
    expect(body.displayName).toBe('Two')
  })

  test.each(['/Users', '/Groups'])('DELETE of an unknown one of %s: 404', async (endpoint) => {
    const { send } = startEntra()
    const { status, body } = await send(
      'DELETE',
      `${endpoint}/7d420df3-0b0e-4c1f-9a39-aa54c3b0c001`,
    )
    expect(status).toBe(404)
    expect(body).toMatchObject({ schemas: [urns.Error], status: '404' })
  })

  test.each([
    ['/Users', user('u1')],
    ['/Groups', harbour],
  ])('DELETE twice of one of %s: 204, then 404', async (endpoint, body) => {
    const { send } = startEntra()
    const { id } = (await send('POST', endpoint, body)).body
    expect((await send('DELETE', `${endpoint}/${id}`)).status).toBe(204)
    expect((await send('DELETE', `${endpoint}/${id}`)).status).toBe(404)
  })

  test('add and remove of the same member in one PATCH: it is no member', async () => {
    const { change, u1, u2, members } = await start()
    await change(add(u2))
    const remove = { op: 'Remove', path: 'members', value: [{ $ref: null, value: u1 }] }
    expect((await change(add(u1), remove)).status).toBe(200)
    expect(await members()).toEqual([u2])
  })
})
