import {
  defineResourceType,
  defineSchema,
  EnterpriseUser,
  Group,
  GroupResourceType,
  User,
  UserResourceType,
} from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { normalizeResource } from './normalize-resource.ts'
import { okta } from './profiles/okta.ts'

const resourceType = UserResourceType
const create = (attributes: object) =>
  normalizeResource(
    { schemas: [User.id], userName: 'u', ...attributes },
    { resourceType, mode: 'create' },
  )
const parsed = (text: string) =>
  normalizeResource(JSON.parse(text), { resourceType, mode: 'create' })

describe('names', () => {
  test('are the defined ones, in the order of the definition, whatever the body has', () => {
    const { resource } = parsed(
      `{"EMAILS":[{"Type":"work","VALUE":"a"}],"USERNAME":"u","Schemas":["${User.id}"],"NAME":{"GIVENNAME":"A"}}`,
    )
    expect(JSON.stringify(resource)).toBe(
      `{"schemas":["${User.id}"],"userName":"u","name":{"givenName":"A"},"emails":[{"value":"a","type":"work"}]}`,
    )
  })

  test('that differ in letter case only are refused', () => {
    expect(() => create({ UserName: 'v' })).toThrow('userName stands there twice')
    expect(() => create({ name: { givenName: 'a', GivenName: 'b' } })).toThrow('name: givenName')
    const twice = { [EnterpriseUser.id]: {}, [EnterpriseUser.id.toLowerCase()]: {} }
    expect(() => create(twice)).toThrow('twice')
  })

  test('no schema defines are left out and reported by place', () => {
    const { resource, quirks } = create({ colour: 'red', emails: [{ value: 'a', colour: 'red' }] })
    expect(resource).toEqual({ schemas: [User.id], userName: 'u', emails: [{ value: 'a' }] })
    expect(quirks.map(({ name, path }) => [name, path])).toEqual([
      ['unknownAttribute', 'colour'],
      ['unknownAttribute', 'emails[0].colour'],
    ])
  })

  test('of readOnly attributes are left out', () => {
    const { resource } = create({ id: 'x', meta: { version: '1' }, groups: [{ value: 'g' }] })
    expect(Object.keys(resource)).toEqual(['schemas', 'userName'])
  })
})

describe('values', () => {
  test.each([
    [{ active: 'true' }, 'active: must be true or false'],
    [{ displayName: 5 }, 'displayName: must be a string'],
    [{ emails: { value: 'a' } }, 'emails: is multi-valued'],
    [{ emails: ['a'] }, 'emails[0]: is complex'],
    [{ emails: [{ value: 'a' }, { primary: 1 }] }, 'emails[1].primary: must be true or false'],
    [{ name: [] }, 'name: is complex'],
    [{ userName: '' }, 'userName: is required'],
    [{ userName: null }, 'userName: is required'],
    [{ userName: 'a\0' }, 'userName: must be text'],
    [{ userName: '\ud800' }, 'userName: must be text'],
    [{ x509Certificates: [{ value: '***' }] }, 'x509Certificates[0].value: must be base64'],
    [{ [EnterpriseUser.id]: 'x' }, `${EnterpriseUser.id}: is an extension`],
    [{ [EnterpriseUser.id]: { manager: 'm' } }, `${EnterpriseUser.id}:manager: is complex`],
  ])('%j is refused by place and rule', (attributes, detail) => {
    expect(() => create(attributes)).toThrow(detail)
  })

  test.each([undefined, null, 'x', 5, []])('a body that is %j is refused', (body) => {
    expect(() => normalizeResource(body, { resourceType, mode: 'create' })).toThrow('JSON object')
  })

  test('null, [] and objects of nothing are unassigned', () => {
    const { resource } = create({
      displayName: null,
      emails: [],
      roles: [null],
      name: { givenName: null },
      [EnterpriseUser.id]: { department: null },
    })
    expect(resource).toEqual({ schemas: [User.id], userName: 'u' })
  })

  test('formats are not policed', () => {
    const { resource } = create({
      emails: [{ value: 'no address' }],
      addresses: [{ country: 'Sierra Leone' }],
      profileUrl: 'any text',
      locale: '?',
    })
    expect(Object.keys(resource)).toHaveLength(6)
  })

  test('two primaries are refused by the letter; in a dialect the last one stays', () => {
    const emails = [
      { value: 'a', primary: true },
      { value: 'b', primary: true },
    ]
    expect(() => create({ emails })).toThrow('several primary')
    const body = { schemas: [User.id], userName: 'u', emails }
    const { resource, quirks } = normalizeResource(body, {
      resourceType,
      mode: 'create',
      profile: okta,
    })
    expect(resource.emails).toEqual([
      { value: 'a', primary: false },
      { value: 'b', primary: true },
    ])
    expect(quirks).toMatchObject([{ name: 'primaries', path: 'emails' }])
  })

  test('a member needs the id of a resource', () => {
    const body = {
      schemas: [Group.id],
      displayName: 'G',
      members: [{ value: 'u1' }, { display: 'x' }],
    }
    expect(() =>
      normalizeResource(body, { resourceType: GroupResourceType, mode: 'create' }),
    ).toThrow('members[1]: needs a `value`')
  })
})

describe('schemas', () => {
  test.each([
    [undefined, 'must be a list'],
    [[], 'must be a list'],
    [[5], 'strings only'],
    [['urn:x'], 'must have'],
    [[User.id, User.id.toUpperCase()], 'twice'],
    [[User.id, 'urn:x:unknown'], 'does not have'],
  ])('that are %j are refused, and passed over in a dialect', (schemas, detail) => {
    const body = { schemas, userName: 'u' }
    expect(() => normalizeResource(body, { resourceType, mode: 'create' })).toThrow(detail)
    const { resource, quirks } = normalizeResource(body, {
      resourceType,
      mode: 'create',
      profile: okta,
    })
    expect(resource.schemas).toEqual([User.id])
    expect(quirks).toMatchObject([{ name: 'schemas', path: 'schemas' }])
  })

  test('list the extensions that have values, whatever the body listed', () => {
    const department = { [EnterpriseUser.id]: { department: 'D' } }
    expect(create(department).resource.schemas).toEqual([User.id, EnterpriseUser.id])
    expect(create({ schemas: [User.id, EnterpriseUser.id] }).resource.schemas).toEqual([User.id])
  })
})

const badge = defineSchema({
  id: 'urn:example:params:scim:schemas:extension:badge:1.0:User',
  name: 'Badge',
  attributes: {
    number: { required: true, mutability: 'immutable' },
    door: {
      type: 'complex',
      subAttributes: { code: { mutability: 'immutable' }, name: { required: true } },
    },
    constructor: { type: 'string' },
  },
})
const badged = defineResourceType({
  name: 'User',
  endpoint: '/Users',
  schema: User,
  schemaExtensions: [{ schema: badge, required: true }],
})

describe('required and immutable', () => {
  const body = (attributes: unknown) => ({
    schemas: [User.id],
    userName: 'u',
    [badge.id]: attributes,
  })
  const replace = (attributes: unknown, before: unknown) =>
    normalizeResource(body(attributes), {
      resourceType: badged,
      mode: 'replace',
      current: { userName: 'u', [badge.id]: before },
    }).resource[badge.id]

  test.each([
    [undefined, 'is a required extension'],
    [null, 'is a required extension'],
    [{}, ':number: is required'],
  ])('a required extension that is %j is refused', (attributes, detail) => {
    expect(() =>
      normalizeResource(body(attributes), { resourceType: badged, mode: 'create' }),
    ).toThrow(detail)
  })

  test('a required sub-attribute is asked for where the complex value is given', () => {
    expect(() => replace({ number: '1', door: { code: 'c' } }, {})).toThrow(
      'door.name: is required',
    )
    expect(replace({ number: '1', door: { name: 'n' } }, {})).toEqual({
      number: '1',
      door: { name: 'n' },
    })
  })

  test('an immutable value may be set once, repeated and left out, not changed', () => {
    expect(replace({ number: '1' }, {})).toEqual({ number: '1' })
    expect(replace({ number: '1' }, { number: '1' })).toEqual({ number: '1' })
    expect(replace({}, { number: '1' })).toEqual({ number: '1' })
    expect(() => replace({ number: '2' }, { number: '1' })).toThrow('immutable')
  })

  test('so it is for an immutable part of a complex value', () => {
    const before = { number: '1', door: { code: 'c', name: 'n' } }
    expect(replace({ number: '1', door: { name: 'm' } }, before)).toEqual({
      number: '1',
      door: { name: 'm', code: 'c' },
    })
    expect(() => replace({ number: '1', door: { name: 'm', code: 'd' } }, before)).toThrow(
      'door.code',
    )
  })

  test('an attribute may be called as something every object has', () => {
    expect(replace({ number: '1', constructor: 'c' }, {})).toEqual({
      number: '1',
      constructor: 'c',
    })
    expect(Object.keys(replace({ number: '1' }, {}) as object)).toEqual(['number'])
  })
})

describe('replace', () => {
  test('clears what is not given', () => {
    const current = { userName: 'u', displayName: 'D', [EnterpriseUser.id]: { department: 'D' } }
    const body = { schemas: [User.id], userName: 'u' }
    const { resource } = normalizeResource(body, { resourceType, mode: 'replace', current })
    expect(resource).toEqual({ schemas: [User.id], userName: 'u' })
  })
})
