import { defineResourceType, defineSchema, UserResourceType, urns } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { mira, startEntra } from './entra-client.ts'
import { createUser, group, patch, user } from './server.ts'

const enterprise = urns.EnterpriseUser

describe('Microsoft Postman collections', () => {
  test('POST with active "True" and names in odd case: a boolean, and names as the schema has them', async () => {
    const { status, body } = await startEntra().send('POST', '/Users', {
      schemas: [urns.User, enterprise],
      UserName: 'u1',
      active: 'True',
      emails: [{ Primary: true, type: 'work', value: 'u1@example.com' }],
      [enterprise]: { Department: 'bob', Manager: { Value: 'SuzzyQ' } },
    })
    expect(status).toBe(201)
    expect(body).toMatchObject({
      userName: 'u1',
      active: true,
      emails: [{ primary: true, type: 'work', value: 'u1@example.com' }],
      [enterprise]: { department: 'bob', manager: { value: 'SuzzyQ' } },
    })
  })

  test.each([
    [
      'a name, and of a member with a displayName',
      { name: 'addMember', op: 'add' },
      (value: string) => ({ displayName: 'new User', value }),
      { display: 'new User' },
    ],
    ['no name, and of a member that is a bare string', { op: 'add' }, (value: string) => value, {}],
  ])('PATCH add of members with %s: it is a member', async (_, operation, memberOf, shown) => {
    const server = startEntra()
    const id = await createUser(server, 'u1')
    const crew = (await server.send('POST', '/Groups', group('Crew'))).body.id
    const add = patch({ ...operation, path: 'members', value: [memberOf(id)] })
    expect((await server.send('PATCH', `/Groups/${crew}`, add)).status).toBe(200)
    const { members } = (await server.send('GET', `/Groups/${crew}`)).body
    expect(members).toHaveLength(1)
    expect(members[0]).toMatchObject({ value: id, ...shown })
  })

  test.each([
    [
      'name.FamilyName eq Employee and (emails.Value co example.com or emails.Value co x.org)',
      ['Olga'],
    ],
    ['userName sw O', ['Olga', 'Otto']],
    ['meta.Created gt 2015-10-10T14:38:21.8617979-07:00', ['Olga', 'Otto', 'Petra']],
    ['meta.Created lt 2015-10-10T14:38:21.8617979-07:00', []],
    ['ActiVe eq true', ['Otto']],
  ])('filter=%s, without quotes', async (filter, expected) => {
    const server = startEntra()
    await createUser(server, 'Olga', {
      active: false,
      name: { familyName: 'Employee' },
      emails: [{ type: 'work', value: 'olga@example.com' }],
    })
    await createUser(server, 'Otto', { active: true, name: { familyName: 'Employee' } })
    await createUser(server, 'Petra', { emails: [{ type: 'work', value: 'p@example.com' }] })
    const { status, body } = await server.send('GET', `/Users?filter=${filter}`)
    expect(status).toBe(200)
    expect(body.Resources.map(({ userName }: { userName: string }) => userName)).toEqual(expected)
  })

  test('attributes=emails[type eq "work"]: 200 with emails, and nothing else that was not asked for', async () => {
    const server = startEntra()
    const id = await createUser(server, 'u1', mira)
    const { status, body } = await server.send('GET', '/Users?attributes=emails[type eq "work"]')
    expect(status).toBe(200)
    expect(body.Resources).toEqual([{ schemas: [urns.User], id, emails: mira.emails }])
  })

  test.each(['startindex=0&count=1', 'startIndex=0&count=1'])(
    '%s starts with the first',
    async (query) => {
      const server = startEntra()
      await createUser(server, 'u1')
      await createUser(server, 'u2')
      const { status, body } = await server.send('GET', `/Users?${query}`)
      expect(status).toBe(200)
      expect(body).toMatchObject({
        startIndex: 1,
        totalResults: 2,
        Resources: [{ userName: 'u1' }],
      })
    },
  )

  test('urn:…:User.manager, with a dot and a plain string: the manager', async () => {
    const server = startEntra()
    const id = await createUser(server, 'u1')
    const operation = { op: 'replace', path: `${enterprise}.manager`, value: 'm1' }
    const { status, body } = await server.send('PATCH', `/Users/${id}`, patch(operation))
    expect(status).toBe(200)
    expect(body[enterprise]).toMatchObject({ manager: { value: 'm1' } })
  })

  test('PATCH succeeds: 200 with the whole resource, which those who expect 204 take as well', async () => {
    const server = startEntra()
    const id = await createUser(server, 'u1')
    const operation = { op: 'replace', path: 'displayName', value: 'One' }
    const { status, body } = await server.send('PATCH', `/Users/${id}`, patch(operation))
    expect(status).toBe(200)
    expect(body).toEqual((await server.send('GET', `/Users/${id}`)).body)
  })
})

describe('Entra SCIM validator, oddities of its payloads', () => {
  test.each([
    [
      'roles with primary "True"',
      { roles: [{ primary: 'True', value: 'a' }] },
      { roles: [{ primary: true, value: 'a' }] },
    ],
    ['the country Sierra Leone', { addresses: [{ type: 'work', country: 'Sierra Leone' }] }],
    ['any text as profileUrl', { profileUrl: 'MIJHSLVIHJXR' }],
    ['values with apostrophes', { displayName: "O'Neill's" }],
    ['a manager nobody is', { [enterprise]: { manager: { value: 'NOBODY' } } }],
    [
      'a manager that is a plain string',
      { [enterprise]: { manager: 'NOBODY' } },
      { [enterprise]: { manager: { value: 'NOBODY' } } },
    ],
  ] as [string, object, object?][])('%s: 201, and GET shows it', async (_, sent, shown = sent) => {
    const server = startEntra()
    const { status, body } = await server.send('POST', '/Users', user('u1', sent))
    expect(status).toBe(201)
    expect((await server.send('GET', `/Users/${body.id}`)).body).toMatchObject(shown)
  })

  test('a custom attribute that is writeOnly is taken and never shown', async () => {
    const Badge = defineSchema({
      id: 'urn:ietf:params:scim:schemas:extension:badge:2.0:User',
      name: 'Badge',
      attributes: { pin: { mutability: 'writeOnly', returned: 'never' }, number: {} },
    })
    const Badged = defineResourceType({
      ...UserResourceType,
      schemaExtensions: [...UserResourceType.schemaExtensions, { schema: Badge, required: false }],
    })
    const { send } = startEntra({ resourceTypes: [Badged] })
    const badge = { [Badge.id]: { pin: '0042', number: '7' } }
    const { status, body } = await send('POST', '/Users', user('u1', badge))
    expect(status).toBe(201)
    const read = await send('GET', `/Users/${body.id}`)
    expect(read.body[Badge.id]).toEqual({ number: '7' })
    expect(JSON.stringify([body, read.body])).not.toContain('0042')
  })

  test.each([
    ['GET', '/Users', 200],
    ['GET', '/Users/0', 404],
    ['GET', '/Nothing', 404],
    ['GET', '/Users?filter=userName%20eq', 400],
    ['DELETE', '/Users', 405],
    ['GET', '/Schemas', 200],
    ['GET', '/ServiceProviderConfig', 200],
  ])('%s %s is answered with application/scim+json, errors too', async (method, path, expected) => {
    const { status, headers } = await startEntra().send(method, path)
    expect(status).toBe(expected)
    expect(headers.get('content-type')).toMatch(/^application\/scim\+json/)
  })
})
