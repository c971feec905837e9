import {
  defineResourceType,
  defineSchema,
  GroupResourceType,
  isScimError,
  User,
  UserResourceType,
} from '@scimwright/types'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { babs, enterprise, guides } from '../test/babs.ts'
import { freezeDeep } from '../test/freeze-deep.ts'
import { compileProjection, type ProjectOptions, project } from './project.ts'

const user = freezeDeep({
  schemas: babs.schemas,
  id: babs.id,
  userName: babs.userName,
  name: babs.name,
  active: true,
  emails: babs.emails,
  meta: babs.meta,
  [enterprise]: babs[enterprise],
})
const minimum = { schemas: user.schemas, id: user.id }

const projected = (options: ProjectOptions) => project(user, UserResourceType, options)

describe('attributes', () => {
  test.each<[string[], object]>([
    [['userName'], { userName: 'bjensen' }],
    [['USERNAME', 'Active'], { userName: 'bjensen', active: true }],
    [['id', 'schemas'], {}],
    [['nope', 'name.nope', 'urn:x:y:userName'], {}],
    [['title'], {}],
    [['name'], { name: user.name }],
    [['name.familyName'], { name: { familyName: 'Jensen' } }],
    [
      ['name.FAMILYNAME', 'name.givenName'],
      { name: { familyName: 'Jensen', givenName: 'Barbara' } },
    ],
    [['name', 'name.familyName'], { name: user.name }],
    [['name.middleName'], {}],
    [['emails.value'], { emails: user.emails.map(({ value }) => ({ value })) }],
    [['meta.version'], { meta: { version: user.meta.version } }],
    [[`${User.id}:userName`], { userName: 'bjensen' }],
    [[`${User.id.toUpperCase()}:name.givenName`], { name: { givenName: 'Barbara' } }],
    [[enterprise], { [enterprise]: user[enterprise] }],
    [[enterprise.toLowerCase()], { [enterprise]: user[enterprise] }],
    [[`${enterprise}:department`], { [enterprise]: { department: 'Tour Ops' } }],
    [[`${enterprise}:manager.value`], { [enterprise]: { manager: { value: '26' } } }],
    [[`${enterprise}:manager.displayName`], {}],
    [['department'], {}],
  ])('%j gives them and what is always returned', (attributes, expected) => {
    expect(projected({ attributes })).toEqual({ ...minimum, ...expected })
  })

  test('an empty list asks for nothing in particular', () => {
    expect(projected({ attributes: [] })).toBe(user)
    expect(projected({ attributes: [], excludedAttributes: ['name'] })).not.toHaveProperty('name')
  })

  test('what is asked for wins over what is excluded', () => {
    const options = { attributes: ['userName'], excludedAttributes: ['userName', 'id'] }
    expect(projected(options)).toEqual({ ...minimum, userName: 'bjensen' })
  })
})

describe('excludedAttributes', () => {
  const without = (...names: string[]) =>
    Object.fromEntries(Object.entries(user).filter(([name]) => !names.includes(name)))

  test.each<[string[], object]>([
    [['userName'], without('userName')],
    [['ID', 'schemas'], user],
    [['nope'], user],
    [['NAME', 'emails'], without('name', 'emails')],
    [['name.formatted'], { ...user, name: { familyName: 'Jensen', givenName: 'Barbara' } }],
    [['name.formatted', 'name.familyName', 'name.givenName'], without('name')],
    [['emails.value'], { ...user, emails: [{ type: 'work', primary: true }, { type: 'home' }] }],
    [[enterprise], without(enterprise)],
    [
      [`${enterprise}:department`],
      { ...user, [enterprise]: { employeeNumber: '701984', manager: { value: '26' } } },
    ],
    [
      [`${enterprise}:manager.value`],
      { ...user, [enterprise]: { employeeNumber: '701984', department: 'Tour Ops' } },
    ],
    [[`${User.id}:active`], without('active')],
  ])('%j leaves them out', (excludedAttributes, expected) => {
    expect(projected({ excludedAttributes })).toEqual(expected)
  })

  test('members of a group', () => {
    const options = { excludedAttributes: ['members'] }
    expect(project(guides, GroupResourceType, options)).not.toHaveProperty('members')
  })
})

describe('what schemas say about returning', () => {
  const schema = defineSchema({
    id: 'urn:example:params:scim:schemas:core:1.0:Vault',
    attributes: {
      code: { returned: 'never' },
      log: { returned: 'request' },
      note: {},
      rules: {
        returned: 'always',
        type: 'complex',
        subAttributes: { name: {}, hint: { returned: 'request' }, pin: { returned: 'never' } },
      },
      doors: {
        type: 'complex',
        multiValued: true,
        subAttributes: {
          value: { returned: 'always' },
          pin: { returned: 'never' },
          uses: { returned: 'request' },
          kind: {},
        },
      },
      trail: { returned: 'request', type: 'complex', subAttributes: { from: {}, to: {} } },
      safe: { returned: 'never', type: 'complex', subAttributes: { value: {} } },
    },
  })
  const resourceType = defineResourceType({ name: 'Vault', endpoint: '/Vaults', schema })
  const vault = {
    schemas: [schema.id],
    id: 'v1',
    code: 'secret',
    log: 'opened',
    note: 'n',
    rules: { name: 'r', hint: 'h', pin: 'secret' },
    doors: [{ value: 'd1', pin: 'secret', uses: '7', kind: 'k' }, 'bare'],
    trail: { from: 'a', to: 'b' },
    safe: { value: 'secret' },
  }
  const base = { schemas: [schema.id], id: 'v1', rules: { name: 'r' } }

  test.each<[ProjectOptions, object]>([
    [{}, { ...base, note: 'n', doors: [{ value: 'd1', kind: 'k' }, 'bare'] }],
    [
      { attributes: ['code', 'safe', 'safe.value', 'doors.pin', 'rules.pin'] },
      { ...base, doors: [{ value: 'd1' }, 'bare'] },
    ],
    [{ attributes: ['log'] }, { ...base, log: 'opened' }],
    [{ attributes: ['rules.hint'] }, { ...base, rules: { name: 'r', hint: 'h' } }],
    [{ attributes: ['doors'] }, { ...base, doors: [{ value: 'd1', kind: 'k' }, 'bare'] }],
    [{ attributes: ['doors.kind'] }, { ...base, doors: [{ value: 'd1', kind: 'k' }, 'bare'] }],
    [{ attributes: ['doors.uses'] }, { ...base, doors: [{ value: 'd1', uses: '7' }, 'bare'] }],
    [{ attributes: ['trail'] }, { ...base, trail: { from: 'a', to: 'b' } }],
    [{ attributes: ['trail.to'] }, { ...base, trail: { to: 'b' } }],
    [
      { excludedAttributes: ['rules', 'doors.value', 'note'] },
      { ...base, doors: [{ value: 'd1', kind: 'k' }, 'bare'] },
    ],
    [{ excludedAttributes: ['code', 'doors'] }, { ...base, note: 'n' }],
  ])('%j', (options, expected) => {
    const result = project(vault, resourceType, options)
    expect(result).toEqual(expected)
    expect(JSON.stringify(result)).not.toContain('secret')
  })
})

test('what no schema defines is not shown', () => {
  const stray = JSON.parse(
    '{"id":"1","__proto__":{"a":1},"toString":"x","nope":1,"urn:x:y":{"a":1},"name":{"nope":1,"givenName":"B"},"emails":[{"nope":1,"value":"v"}]}',
  )
  expect(project(stray, UserResourceType)).toEqual({
    id: '1',
    name: { givenName: 'B' },
    emails: [{ value: 'v' }],
  })
})

test('values of the wrong kind pass through or fall away, but never throw', () => {
  const odd = {
    id: '1',
    name: 'text',
    emails: { value: 'v', type: 'work' },
    meta: null,
    [enterprise]: 'text',
  }
  expect(
    project(odd, UserResourceType, { attributes: ['name.givenName', 'emails.value', 'meta'] }),
  ).toEqual({
    id: '1',
    name: 'text',
    emails: { value: 'v' },
    meta: null,
  })
})

describe('structure is shared', () => {
  test('with nothing to take away it is the same object', () => {
    expect(project(user, UserResourceType)).toBe(user)
    expect(projected({ excludedAttributes: ['title', 'name.middleName'] })).toBe(user)
    const attributes = ['userName', 'name', 'active', 'emails', 'meta', enterprise]
    expect(projected({ attributes })).toBe(user)
  })

  test('parts nothing was taken from are the same objects', () => {
    const result = projected({ excludedAttributes: ['name.formatted', `${enterprise}:department`] })
    expect(result.emails).toBe(user.emails)
    expect(result.meta).toBe(user.meta)
    expect(result[enterprise].manager).toBe(user[enterprise].manager)
    const { emails } = projected({ excludedAttributes: ['emails.primary'] })
    expect(emails[1]).toBe(user.emails[1])
  })

  test('one projection serves many resources', () => {
    const show = compileProjection(UserResourceType, { attributes: ['userName'] })
    expect([user, { ...user, userName: 'other' }].map(show)).toEqual([
      { ...minimum, userName: 'bjensen' },
      { ...minimum, userName: 'other' },
    ])
  })
})

test.each(['', 'a b', 'emails[type eq "work"]', 'a.b.c', 'x'.repeat(513), '1'])(
  '%j is no attribute: 400 invalidPath, or invalidFilter in its brackets',
  (name) => {
    for (const options of [{ attributes: [name] }, { excludedAttributes: [name] }])
      try {
        projected(options)
        expect.unreachable()
      } catch (error) {
        expect(isScimError(error) && error.scimType).toBe('invalidPath')
      }
  },
)

test('projecting twice is projecting once, and no more is shown than there is', () => {
  const name = fc.constantFrom(
    'userName',
    'name',
    'name.givenName',
    'emails',
    'emails.type',
    'id',
    'meta.created',
    enterprise,
    `${enterprise}:manager`,
    'nope',
  )
  const names = fc.array(name, { maxLength: 4 })
  fc.assert(
    fc.property(names, names, (attributes, excludedAttributes) => {
      const options = { attributes, excludedAttributes }
      const once = projected(options)
      expect(project(once, UserResourceType, options)).toBe(once)
      expect(user).toMatchObject(once)
      expect(once).toMatchObject(minimum)
    }),
    { numRuns: 500, seed: 7644 },
  )
})

test('a resource that is known to be normalized is shown the same', () => {
  const secret = { ...user, password: 'secret' }
  for (const options of [
    {},
    { attributes: ['name', 'emails.value'] },
    { excludedAttributes: ['name'] },
  ])
    expect(project(secret, UserResourceType, { ...options, isNormalized: true })).toEqual(
      project(secret, UserResourceType, options),
    )
})
