import { EnterpriseUser, User, urns } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { find, mira, startEntra } from './entra-client.ts'
import { createUser, group, patch, user } from './server.ts'

const enterprise = urns.EnterpriseUser

/** The paths Entra maps by default, but for externalId: a common attribute stands in no schema (RFC 7643 §3.1). */
const mapped: [string, string][] = [
  'userName',
  'active',
  'displayName',
  'title',
  'preferredLanguage',
  'name.givenName',
  'name.familyName',
  'name.formatted',
  'emails[type eq "work"].value',
  'addresses[type eq "work"].formatted',
  'addresses[type eq "work"].streetAddress',
  'addresses[type eq "work"].locality',
  'addresses[type eq "work"].region',
  'addresses[type eq "work"].postalCode',
  'addresses[type eq "work"].country',
  'phoneNumbers[type eq "work"].value',
  'phoneNumbers[type eq "mobile"].value',
  'phoneNumbers[type eq "fax"].value',
].map((path): [string, string] => [urns.User, path])
mapped.push(
  [enterprise, 'employeeNumber'],
  [enterprise, 'department'],
  [enterprise, 'manager'],
  [urns.Group, 'displayName'],
  [urns.Group, 'members'],
)

interface PublishedAttribute {
  readonly name: string
  readonly canonicalValues?: readonly string[]
  readonly subAttributes?: readonly PublishedAttribute[]
}

const named = (attributes: readonly PublishedAttribute[] | undefined, name: string) =>
  attributes?.find((attribute) => attribute.name.toLowerCase() === name.toLowerCase())

describe('Gallery, Schema_Discoverability', () => {
  test.each(mapped)(
    '%s has %s in /Schemas, with the type in its canonicalValues',
    async (urn, path) => {
      const { status, body } = await startEntra().send('GET', '/Schemas')
      expect(status).toBe(200)
      expect(body.schemas).toEqual([urns.ListResponse])
      const schema = body.Resources.find(({ id }: { id: string }) => id === urn)
      const [, name = '', type, sub] =
        /^(\w+)(?:\[type eq "(\w+)"\])?(?:\.(\w+))?$/.exec(path) ?? []
      const attribute = named(schema?.attributes, name.toUpperCase())
      expect(attribute).toBeDefined()
      if (sub) expect(named(attribute?.subAttributes, sub)).toBeDefined()
      if (type)
        expect(named(attribute?.subAttributes, 'type')?.canonicalValues?.map(String)).toContain(
          type,
        )
    },
  )
})

describe('Gallery, SCIM_Null_Update', () => {
  const isOptional = (definition: object): boolean =>
    !('required' in definition && definition.required) &&
    !('mutability' in definition && definition.mutability !== 'readWrite')

  const typeOf = (definition: object): string =>
    'type' in definition ? String(definition.type) : 'string'

  const sampleOf = (definition: object): unknown =>
    ({ boolean: true, binary: 'MIIC', reference: 'https://fjord.example/x' })[typeOf(definition)] ??
    'x'

  /** Every path below an attribute that a gallery app may map, and a value for it. */
  const pathsOf = ([name, definition]: [string, object]): [string, unknown][] => {
    if (!isOptional(definition)) return []
    if (!('subAttributes' in definition)) return [[name, sampleOf(definition)]]
    const isList = 'multiValued' in definition && definition.multiValued
    const subAttributes = Object.entries(definition.subAttributes as Record<string, object>)
    return subAttributes
      .filter(([sub, each]) => isOptional(each) && !(isList && ['type', 'primary'].includes(sub)))
      .map(([sub, each]) => [
        isList ? `${name}[type eq "work"].${sub}` : `${name}.${sub}`,
        sampleOf(each),
      ])
  }

  const paths = [
    ...Object.entries<object>(User.attributes).flatMap(pathsOf),
    ...Object.entries<object>(EnterpriseUser.attributes)
      .flatMap(pathsOf)
      .map(([path, value]): [string, unknown] => [`${enterprise}:${path}`, value]),
  ]

  test('every optional attribute of User and its extension is among the paths', () => {
    const names = new Set(paths.map(([path]) => path.replace(/^urn:.*:/, '').split(/[.[]/)[0]))
    const optional = { ...User.attributes, ...EnterpriseUser.attributes }
    expect([...names].sort()).toEqual(
      Object.entries(optional)
        .filter(([, definition]) => isOptional(definition))
        .map(([name]) => name)
        .sort(),
    )
  })

  test.each(paths)(
    '%s: replace with "" and with null is 200 and GET shows nothing',
    async (path, value) => {
      const server = startEntra()
      const id = await createUser(server, 'u1')
      const replace = (next: unknown) =>
        server.send('PATCH', `/Users/${id}`, patch({ op: 'Replace', path, value: next }))
      const untouched = (await server.send('GET', `/Users/${id}`)).body
      for (const empty of ['', null]) {
        const set = await replace(value)
        expect(set.status).toBe(200)
        expect(JSON.stringify(set.body)).toContain(JSON.stringify(value))
        expect((await replace(empty)).status).toBe(200)
        const {
          schemas: _,
          meta: _meta,
          ...shown
        } = (await server.send('GET', `/Users/${id}`)).body
        const leftover = JSON.stringify(shown).includes(`:${JSON.stringify(value)}`)
        expect({ leftover, userName: shown.userName }).toEqual({
          leftover: false,
          userName: untouched.userName,
        })
      }
    },
  )
})

describe('Gallery, users and groups', () => {
  test('User create and per-attribute update with op "Replace": 201, then 200 with the value', async () => {
    const server = startEntra()
    const created = await server.send('POST', '/Users', user('u1', mira))
    expect(created.status).toBe(201)
    for (const [path, value] of [
      ['userName', 'u2'],
      ['displayName', 'Two'],
      ['externalId', 'TQ-2'],
    ] as const) {
      const operation = { op: 'Replace', path, value }
      const { status, body } = await server.send(
        'PATCH',
        `/Users/${created.body.id}`,
        patch(operation),
      )
      expect(status).toBe(200)
      expect(body[path]).toBe(value)
    }
  })

  test('Group create and per-attribute update with op "Replace": 201, then 200 with the value', async () => {
    const server = startEntra()
    const created = await server.send('POST', '/Groups', group('Harbour'))
    expect(created.status).toBe(201)
    for (const [path, value] of [
      ['displayName', 'Quay'],
      ['externalId', 'OBJ-2'],
    ] as const) {
      const operation = { op: 'Replace', path, value }
      const { status, body } = await server.send(
        'PATCH',
        `/Groups/${created.body.id}`,
        patch(operation),
      )
      expect(status).toBe(200)
      expect(body[path]).toBe(value)
    }
  })

  test.each([
    ['User', '/Users', user],
    ['Group', '/Groups', group],
  ] as const)(
    '%s pagination: of 11, startIndex=N&count=5 has startIndex N and the right ones',
    async (_, endpoint, bodyOf) => {
      const server = startEntra()
      const ids: string[] = []
      for (let index = 0; index < 11; index += 1)
        ids.push((await server.send('POST', endpoint, bodyOf(`n${index}`))).body.id)
      for (const startIndex of [1, 6, 11]) {
        const { body } = await server.send('GET', `${endpoint}?startIndex=${startIndex}&count=5`)
        const expected = ids.slice(startIndex - 1, startIndex + 4)
        expect(body).toMatchObject({ startIndex, totalResults: 11, itemsPerPage: expected.length })
        expect(body.Resources.map(({ id }: { id: string }) => id)).toEqual(expected)
      }
    },
  )

  test('manager Add, Replace and "": set, set, none', async () => {
    const server = startEntra()
    const id = await createUser(server, 'u1')
    for (const [op, value, expected] of [
      ['Add', 'm1', { manager: { value: 'm1' } }],
      ['Replace', 'm2', { manager: { value: 'm2' } }],
      ['Replace', '', undefined],
    ] as const) {
      const operation = { op, path: `${enterprise}:manager`, value }
      const { status, body } = await server.send('PATCH', `/Users/${id}`, patch(operation))
      expect(status).toBe(200)
      if (expected) expect(body[enterprise]).toMatchObject(expected)
      else expect(body).not.toHaveProperty(enterprise)
    }
  })

  test('Disable, restore, delete and provision again: the first keeps the id, the last has a new one', async () => {
    const server = startEntra()
    const id = await createUser(server, 'u1', mira)
    const set = async (value: string) =>
      (await server.send('PATCH', `/Users/${id}`, patch({ op: 'Replace', path: 'active', value })))
        .body
    expect(await set('False')).toMatchObject({ id, active: false })
    expect(await set('True')).toMatchObject({ id, active: true })
    expect((await server.send('DELETE', `/Users/${id}`)).status).toBe(204)
    const again = await server.send('POST', '/Users', user('u1', mira))
    expect(again.status).toBe(201)
    expect(again.body.id).not.toBe(id)
  })

  test('Provision on demand: a match that finds nobody, POST, the same match, a PATCH of what is there already', async () => {
    const server = startEntra()
    const match = () => find(server, '/Users', `externalId eq "${mira.externalId}"`)
    expect((await match()).body.totalResults).toBe(0)
    const { id, meta } = (await server.send('POST', '/Users', user('u1', mira))).body
    expect((await match()).body).toMatchObject({ totalResults: 1, Resources: [{ id }] })
    const same = patch({ op: 'Replace', path: 'displayName', value: mira.displayName })
    const { status, body } = await server.send('PATCH', `/Users/${id}`, same)
    expect(status).toBe(200)
    expect(body.meta).toEqual(meta)
  })

  test('Members are added and removed, several in one PATCH', async () => {
    const server = startEntra()
    const ids = await Promise.all(['u1', 'u2', 'u3'].map((name) => createUser(server, name)))
    const { id } = (await server.send('POST', '/Groups', group('Harbour'))).body
    const values = (some: string[]) => some.map((value) => ({ $ref: null, value }))
    const change = async (operation: object) =>
      (await server.send('PATCH', `/Groups/${id}`, patch({ ...operation, path: 'members' }))).body
    expect((await change({ op: 'Add', value: values(ids) })).members).toHaveLength(3)
    const left = await change({ op: 'Remove', value: values(ids.slice(0, 2)) })
    expect(left.members).toMatchObject([{ value: ids[2] }])
    expect(left.members).toHaveLength(1)
  })

  test('25 requests a second and a burst of them are taken, and no lower limit can be set', async () => {
    const server = startEntra({ limits: { requestsPerSecond: 25 } })
    for (let index = 0; index < 25; index += 1)
      expect((await server.send('GET', '/Users')).status).toBe(200)
    expect(() => startEntra({ limits: { requestsPerSecond: 24 } })).toThrow(RangeError)
  })
})
