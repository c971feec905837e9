import { urns } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { find, mira, startEntra } from './entra-client.ts'
import { createUser, patch, user } from './server.ts'

const enterprise = urns.EnterpriseUser
const miraName = 'mira.solberg@fjord.example'

const start = async () => {
  const server = startEntra()
  const id = await createUser(server, miraName, mira)
  const change = (...operations: object[]) =>
    server.send('PATCH', `/Users/${id}`, patch(...operations))
  const read = async () => (await server.send('GET', `/Users/${id}`)).body
  return { ...server, id, change, read }
}

describe('Entra SCIM validator, users', () => {
  test('Create a user: POST is 201, and a filter finds what was sent', async () => {
    const server = startEntra()
    const { status, body, headers } = await server.send('POST', '/Users', {
      ...user(miraName, mira),
      schemas: [urns.User, enterprise],
      meta: { resourceType: 'User' },
      roles: [],
    })
    expect(status).toBe(201)
    expect(headers.get('content-type')).toMatch(/^application\/scim\+json/)
    const found = await find(server, '/Users', `userName eq "${miraName}"`)
    expect(found.status).toBe(200)
    expect(found.body).toMatchObject({
      totalResults: 1,
      Resources: [{ ...mira, id: body.id, userName: miraName }],
    })
  })

  test('Create a duplicate user: 409, and there is still one', async () => {
    const { send } = await start()
    const { status, body } = await send('POST', '/Users', user(miraName, mira))
    expect(status).toBe(409)
    expect(body).toMatchObject({ schemas: [urns.Error], status: '409', scimType: 'uniqueness' })
    expect((await send('GET', '/Users')).body.totalResults).toBe(1)
  })

  test.each([
    ['userName', `userName eq "${miraName}"`],
    ['emails[type eq "work"].value', 'emails[type eq "work"].value eq "mira@fjord.example"'],
  ])('Filter for an existing user by %s: it is found', async (_, filter) => {
    const { id, send } = await start()
    await createUser({ send }, 'other@fjord.example', {
      emails: [{ type: 'home', value: 'mira@fjord.example' }],
    })
    const { status, body } = await find({ send }, '/Users', filter)
    expect(status).toBe(200)
    expect(body).toMatchObject({ totalResults: 1, Resources: [{ id }] })
  })

  test.each([
    ['userName', 'userName eq "7d420df3-0b0e-4c1f-9a39-aa54c3b0c001"'],
    ['emails[type eq "work"].value', 'emails[type eq "work"].value eq "nobody@fjord.example"'],
  ])('Filter for a non-existing user by %s: 200 and an empty list', async (_, filter) => {
    const { status, body } = await find(await start(), '/Users', filter)
    expect(status).toBe(200)
    expect(body).toMatchObject({ schemas: [urns.ListResponse], totalResults: 0, Resources: [] })
  })

  test.each([
    ['userName', `userName eq "${miraName.toUpperCase()}"`],
    ['emails[type eq "work"].value', 'emails[type eq "work"].value eq "MIRA@fjord.example"'],
  ])('Filter for an existing user by %s in another case: it is found', async (_, filter) => {
    const { id, send } = await start()
    expect((await find({ send }, '/Users', filter)).body).toMatchObject({
      totalResults: 1,
      Resources: [{ id }],
    })
  })

  test('PATCH replace attributes, verbose: one operation for each', async () => {
    const { change, read } = await start()
    const { status } = await change(
      { op: 'Replace', path: 'displayName', value: 'Mira S. Vik' },
      { op: 'Replace', path: 'name.familyName', value: 'Vik' },
      { op: 'Replace', path: 'emails[type eq "work"].value', value: 'vik@fjord.example' },
      { op: 'Replace', path: `${enterprise}:department`, value: 'Logistics' },
    )
    expect(status).toBe(200)
    expect(await read()).toMatchObject({
      displayName: 'Mira S. Vik',
      title: 'Harbour Pilot',
      name: { familyName: 'Vik', givenName: 'Mira' },
      emails: [{ primary: true, type: 'work', value: 'vik@fjord.example' }],
      [enterprise]: { department: 'Logistics' },
    })
  })

  test('PATCH replace attributes, compact: one operation without a path, paths are its keys', async () => {
    const { change, read } = await start()
    const { status } = await change({
      op: 'replace',
      value: {
        displayName: 'Mira S. Vik',
        'name.familyName': 'Vik',
        'emails[type eq "work"].value': 'vik@fjord.example',
        [`${enterprise}:department`]: 'Logistics',
      },
    })
    expect(status).toBe(200)
    const body = await read()
    expect(body).toMatchObject({
      displayName: 'Mira S. Vik',
      title: 'Harbour Pilot',
      name: { familyName: 'Vik', givenName: 'Mira' },
      emails: [{ primary: true, type: 'work', value: 'vik@fjord.example' }],
      [enterprise]: { department: 'Logistics' },
    })
    expect(Object.keys(body)).not.toContain('name.familyName')
  })

  test('PATCH userName: the new name is found, the old one is not', async () => {
    const { change, id, send } = await start()
    expect((await change({ op: 'Replace', path: 'userName', value: 'vik' })).status).toBe(200)
    const found = (name: string) => find({ send }, '/Users', `userName eq "${name}"`)
    expect((await found('vik')).body).toMatchObject({ totalResults: 1, Resources: [{ id }] })
    expect((await found(miraName)).body.totalResults).toBe(0)
  })

  test.each(['False', false, 'false'])(
    'PATCH disable with active %j: GET and filter still return the user, active false',
    async (value) => {
      const { change, id, read, send } = await start()
      const { status } = await change({ op: 'Replace', path: 'active', value })
      expect(status).toBe(200)
      expect(await read()).toMatchObject({ id, active: false })
      expect((await find({ send }, '/Users', `userName eq "${miraName}"`)).body).toMatchObject({
        totalResults: 1,
        Resources: [{ id, active: false }],
      })
    },
  )

  test('manager add, replace, remove: 200 each, the last leaves none', async () => {
    const { change, read } = await start()
    const manager = async (operation: object) => {
      expect((await change({ ...operation, path: `${enterprise}:manager` })).status).toBe(200)
      return (await read())[enterprise]?.manager?.value
    }
    expect(await manager({ op: 'Add', value: 'u8' })).toBe('u8')
    expect(await manager({ op: 'Replace', value: { value: 'u9' } })).toBe('u9')
    expect(await manager({ op: 'Replace', value: { value: '' } })).toBeUndefined()
  })

  test('Delete a user: 204, then 404 and found by no filter', async () => {
    const { id, send } = await start()
    expect((await send('DELETE', `/Users/${id}`)).status).toBe(204)
    const { status, body } = await send('GET', `/Users/${id}`)
    expect(status).toBe(404)
    expect(body).toMatchObject({ schemas: [urns.Error], status: '404' })
    const found = await find({ send }, '/Users', `userName eq "${miraName}"`)
    expect(found.body.totalResults).toBe(0)
  })
})

describe('Entra SCIM validator, PATCH add attributes', () => {
  const address = { locality: 'Bergen', region: 'Vestland', country: 'Sierra Leone' }
  const work = {
    formatted: 'Kai 1, 5003 Bergen',
    streetAddress: 'Kai 1',
    postalCode: '5003',
    ...address,
  }
  const phones = { work: '+47 1', mobile: '+47 2', home: '+47 3', fax: '+47 4' }
  const name = {
    formatted: 'Ms. Mira Ane Solberg II',
    familyName: 'Solberg',
    givenName: 'Mira',
    middleName: 'Ane',
    honorificPrefix: 'Ms.',
    honorificSuffix: 'II',
  }
  const core = {
    displayName: 'Mira Solberg',
    nickName: 'Mi',
    profileUrl: 'any text',
    title: 'Pilot',
    userType: 'Employee',
    preferredLanguage: 'nb-NO',
    locale: 'nb-NO',
    timezone: 'Europe/Oslo',
    externalId: 'TQ-44',
  }
  const extension = {
    employeeNumber: '7001',
    costCenter: 'C1',
    organization: 'Fjord',
    division: 'Sea',
    department: 'Harbour',
  }
  const under = (prefix: string, values: object) =>
    Object.entries(values).map(([key, value]): [string, unknown] => [`${prefix}${key}`, value])
  const paths: [string, unknown][] = [
    ...under('', core),
    ...under('name.', name),
    ['emails[type eq "work"].value', 'mira@fjord.example'],
    ['emails[type eq "work"].primary', true],
    ...Object.entries(phones).map(([type, value]): [string, unknown] => [
      `phoneNumbers[type eq "${type}"].value`,
      value,
    ]),
    ...under('addresses[type eq "work"].', work),
    ['roles[primary eq "True"].display', 'Captain'],
    ['roles[primary eq "True"].value', 'captain'],
    ['roles[primary eq "True"].type', 'deck'],
    ...under(`${enterprise}:`, extension),
    [`${enterprise}:manager`, 'an id that does not exist'],
  ]

  test('36 operations on a minimal user: 200, each filter makes ONE element, merged', async () => {
    const server = startEntra()
    const id = await createUser(server, miraName)
    const operations = paths.map(([path, value]) => ({ op: 'Add', path, value }))
    expect(operations).toHaveLength(36)
    const { status } = await server.send('PATCH', `/Users/${id}`, patch(...operations))
    expect(status).toBe(200)
    const { body } = await server.send('GET', `/Users/${id}`)
    expect(body).toMatchObject({
      ...core,
      name,
      [enterprise]: { ...extension, manager: { value: 'an id that does not exist' } },
    })
    expect(body.emails).toEqual([{ type: 'work', value: 'mira@fjord.example', primary: true }])
    expect(body.addresses).toEqual([{ type: 'work', ...work }])
    expect(body.roles).toEqual([
      { primary: true, display: 'Captain', value: 'captain', type: 'deck' },
    ])
    expect(body.phoneNumbers).toEqual(
      Object.entries(phones).map(([type, value]) => ({ type, value })),
    )
  })

  test.each(paths)(
    '%s alone is added, and added again it is still there once',
    async (path, value) => {
      const server = startEntra()
      const id = await createUser(server, miraName)
      const add = () => server.send('PATCH', `/Users/${id}`, patch({ op: 'Add', path, value }))
      const first = await add()
      expect(first.status).toBe(200)
      expect(first.body.meta.version).toBe('W/"2"')
      expect((await add()).body).toEqual(first.body)
    },
  )
})
