import {
  defineResourceType,
  defineSchema,
  EnterpriseUser,
  User,
  UserResourceType,
} from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { applyPatch } from './apply-patch.ts'
import { okta } from './profiles/okta.ts'

const enterprise = EnterpriseUser.id
const badge = defineSchema({
  id: 'urn:example:params:scim:schemas:extension:badge:1.0:User',
  name: 'Badge',
  attributes: {
    number: { required: true, mutability: 'immutable' },
    door: {
      type: 'complex',
      subAttributes: { code: { mutability: 'immutable' }, name: { required: true }, floor: {} },
    },
    keys: {
      type: 'complex',
      multiValued: true,
      subAttributes: {
        value: { required: true },
        label: { mutability: 'immutable' },
        pin: { mutability: 'writeOnly', returned: 'never' },
        issuer: { mutability: 'readOnly' },
      },
    },
    tags: { multiValued: true },
    zones: { multiValued: true, required: true },
  },
})
const resourceType = defineResourceType({
  name: 'User',
  endpoint: '/Users',
  schema: User,
  schemaExtensions: [
    { schema: badge, required: true },
    { schema: EnterpriseUser, required: false },
  ],
})
const user = {
  schemas: [User.id, badge.id],
  userName: 'u',
  [badge.id]: {
    number: '1',
    door: { code: 'c', name: 'n' },
    keys: [{ value: 'k1', label: 'L', pin: '0000' }, { value: 'k2' }],
    tags: ['a', 'b'],
    zones: ['z'],
  },
}
const at = (name: string) => `${badge.id}:${name}`
const patch = (...operations: object[]) => {
  const { resource, ...rest } = applyPatch(user, operations, { resourceType })
  return { resource, badge: resource[badge.id], ...rest }
}

describe('immutable attributes', () => {
  test('may be written again as they are, not changed or removed', () => {
    expect(patch({ op: 'replace', path: at('number'), value: '1' }).changed).toBe(false)
    for (const operation of [
      { op: 'replace', path: at('number'), value: '2' },
      { op: 'add', value: { [badge.id]: { number: '2' } } },
      { op: 'remove', path: at('number') },
    ])
      expect(() => patch(operation)).toThrow(/number/)
  })

  test('of a complex value stay while the rest changes', () => {
    expect(() => patch({ op: 'replace', path: at('door'), value: { code: 'd' } })).toThrow(
      'door.code: is immutable',
    )
    expect(() => patch({ op: 'replace', path: at('door.code'), value: 'd' })).toThrow(
      'door.code: is immutable',
    )
    expect(
      patch({ op: 'add', path: at('door'), value: { code: 'c', floor: '1' } }).badge.door,
    ).toEqual({ code: 'c', name: 'n', floor: '1' })
  })

  test('of an element that is added again stay', () => {
    expect(
      patch({ op: 'add', path: at('keys'), value: [{ value: 'K1', label: 'M' }] }).badge.keys[0],
    ).toMatchObject({ label: 'L' })
    expect(
      patch({ op: 'add', path: at('keys'), value: [{ value: 'k2', label: 'M' }] }).badge.keys[1],
    ).toEqual({ value: 'k2', label: 'M' })
  })
})

describe('required attributes', () => {
  test('cannot be removed, by whatever way', () => {
    for (const operation of [
      { op: 'remove', path: 'userName' },
      { op: 'replace', path: 'userName', value: null },
      { op: 'remove', path: at('zones') },
      { op: 'replace', path: at('zones'), value: [] },
      { op: 'remove', path: at('zones'), value: ['Z'] },
      { op: 'remove', path: at('zones[value eq "z"]') },
      { op: 'remove', path: at('door.name') },
      { op: 'remove', path: badge.id },
      { op: 'replace', value: { [badge.id]: null } },
      { op: 'remove', path: 'schemas' },
      { op: 'replace', path: 'schemas', value: [User.id] },
      { op: 'replace', path: 'schemas', value: [badge.id] },
    ])
      expect(() => patch(operation), JSON.stringify(operation)).toThrow(
        expect.objectContaining({ scimType: 'mutability' }),
      )
  })

  test('are asked of a new complex value when all operations are done', () => {
    const removed = { op: 'remove', path: at('door') }
    const withoutDoor = () =>
      applyPatch(
        { ...user, [badge.id]: { number: '1', zones: ['z'] } },
        [{ op: 'add', path: at('door.floor'), value: '2' }],
        { resourceType },
      )
    expect(withoutDoor).toThrow('door.name: is required')
    expect(() => patch({ op: 'add', path: at('keys'), value: [{ label: 'x' }] })).toThrow(
      'keys[2].value: is required',
    )
    expect(patch(removed).badge).not.toHaveProperty('door')
  })
})

describe('elements', () => {
  test('listed for removal go by the parts that are listed', () => {
    const keys = (value: unknown) => patch({ op: 'remove', path: at('keys'), value }).badge.keys
    expect(keys([{ VALUE: 'K2' }])).toHaveLength(1)
    expect(keys([{ value: 'k1', label: 'l' }])).toEqual([{ value: 'k2' }])
    expect(
      keys([
        { value: 'k1', label: 'other' },
        { value: 'k2', label: 'L' },
      ]),
    ).toHaveLength(2)
    expect(keys({ label: 'L' })).toEqual([{ value: 'k2' }])
    expect(keys([{ value: 'k1' }, { value: 'k2' }])).toBeUndefined()
    expect(() => keys(['k1'])).toThrow('keys[0]: is complex')
    expect(patch({ op: 'remove', path: at('tags'), value: ['A', 'x'] }).badge.tags).toEqual(['b'])
    expect(patch({ op: 'remove', path: at('tags'), value: 'b' }).badge.tags).toEqual(['a'])
  })

  test('of simple values are found by their value', () => {
    expect(patch({ op: 'remove', path: at('tags[value eq "a"]') }).badge.tags).toEqual(['b'])
    expect(patch({ op: 'replace', path: at('tags[value eq "a"]'), value: 'c' }).badge.tags).toEqual(
      ['c', 'b'],
    )
    expect(patch({ op: 'add', path: at('tags'), value: ['c', 'A'] }).badge.tags).toEqual([
      'A',
      'b',
      'c',
    ])
    expect(() => patch({ op: 'add', path: at('tags[value eq "x"]'), value: 'c' })).toThrow(
      'matches no value',
    )
  })

  test('that match are replaced as a whole, or in the part that is named, each of them', () => {
    expect(
      patch({ op: 'replace', path: at('keys[value sw "k"].label'), value: 'L' }).badge.keys,
    ).toMatchObject([{ label: 'L' }, { label: 'L' }])
    expect(
      patch({ op: 'replace', path: at('keys[value eq "k2"]'), value: { value: 'k3' } }).badge
        .keys[1],
    ).toEqual({ value: 'k3' })
    expect(
      patch({ op: 'add', path: at('keys[value eq "k2"]'), value: { label: 'N' } }).badge.keys[1],
    ).toEqual({ value: 'k2', label: 'N' })
    expect(() => patch({ op: 'remove', path: at('keys.label') })).toThrow(
      'keys.label: is immutable',
    )
    expect(patch({ op: 'remove', path: at('keys.pin') }).badge.keys[0]).toEqual({
      value: 'k1',
      label: 'L',
    })
    expect(() => patch({ op: 'replace', path: at('keys[value eq "k2"]') })).toThrow(
      'replace needs a value',
    )
  })

  test('that nothing matches: removing is noTarget by the letter, and nothing in a dialect', () => {
    const operations = [{ op: 'remove', path: at('keys[value eq "k9"]') }]
    expect(() => patch(...operations)).toThrow(expect.objectContaining({ scimType: 'noTarget' }))
    const { changed, quirks } = applyPatch(user, operations, { resourceType, profile: okta })
    expect(changed).toBe(false)
    expect(quirks).toMatchObject([{ name: 'removeNoMatch', path: at('keys') }])
  })

  test('are made from equality terms only, and one without brackets from nothing', () => {
    const add = (path: string) =>
      applyPatch({ schemas: [User.id], userName: 'u' }, [{ op: 'add', path, value: 'x' }], {
        resourceType: UserResourceType,
      }).resource
    expect(add('emails[type eq "work" and primary eq true].value')).toMatchObject({
      emails: [{ type: 'work', primary: true, value: 'x' }],
    })
    expect(add('emails.value')).toMatchObject({ emails: [{ value: 'x' }] })
    for (const path of [
      'emails[type ne "work"].value',
      'emails[type eq "work" or type eq "home"].value',
      'emails[type pr].value',
    ])
      expect(() => add(path)).toThrow('matches no value')
  })

  test('keep readOnly parts out, and secrets out of changes', () => {
    const { badge: after, changes } = patch({
      op: 'add',
      path: at('keys'),
      value: [{ value: 'k3', pin: '1', issuer: 'x' }],
    })
    expect(after.keys[2]).toEqual({ value: 'k3', pin: '1' })
    expect(JSON.stringify(changes)).not.toMatch(/pin|0000/)
    expect(() =>
      patch({ op: 'replace', path: at('keys[value eq "k1"].issuer'), value: 'x' }),
    ).toThrow('is readOnly')
  })
})

describe('schemas', () => {
  const employed = {
    ...user,
    schemas: [...user.schemas, enterprise],
    [enterprise]: { department: 'D' },
  }
  const patchEmployed = (...operations: object[]) =>
    applyPatch(employed, operations, { resourceType })

  test('without the URN of an extension take its values away', () => {
    for (const operation of [
      { op: 'remove', path: `schemas[value eq "${enterprise}"]` },
      { op: 'replace', path: 'schemas', value: [User.id, badge.id] },
      { op: 'remove', path: 'schemas', value: [enterprise] },
    ]) {
      const { resource, changes } = patchEmployed(operation)
      expect(resource).toEqual(user)
      expect(changes).toEqual([{ path: `${enterprise}:department`, before: 'D', after: undefined }])
    }
  })

  test('take effect for the operations that follow', () => {
    const { resource } = patchEmployed(
      { op: 'remove', path: 'schemas', value: [enterprise] },
      { op: 'add', path: `${enterprise}:costCenter`, value: '7' },
    )
    expect(resource[enterprise]).toEqual({ costCenter: '7' })
    expect(resource.schemas).toEqual(employed.schemas)
  })

  test('follow an operation at once', () => {
    const { changed } = applyPatch(
      user,
      [
        { op: 'add', path: `${enterprise}:costCenter`, value: '7' },
        { op: 'remove', path: 'schemas', value: [enterprise] },
      ],
      { resourceType },
    )
    expect(changed).toBe(false)
  })

  test('with a URN nobody knows are refused by the letter, passed over in a dialect', () => {
    const operations = [{ op: 'add', path: 'schemas', value: ['urn:x:unknown'] }]
    expect(() => patchEmployed(...operations)).toThrow('names a schema nobody knows')
    const { resource, quirks } = applyPatch(employed, operations, { resourceType, profile: okta })
    expect(resource).toBe(employed)
    expect(quirks).toMatchObject([{ name: 'schemas' }])
  })
})

describe('changes', () => {
  test('stand in the order of the definition, by sub-attribute of single complex values', () => {
    const { changes } = patch(
      { op: 'add', path: at('door.floor'), value: '3' },
      { op: 'add', path: 'title', value: 'T' },
      { op: 'add', value: { displayName: 'D' } },
      { op: 'replace', path: at('door.name'), value: 'm' },
    )
    expect(changes).toEqual([
      { path: 'displayName', before: undefined, after: 'D' },
      { path: 'title', before: undefined, after: 'T' },
      { path: at('door.name'), before: 'n', after: 'm' },
      { path: at('door.floor'), before: undefined, after: '3' },
    ])
  })

  test('there are none when operations cancel out', () => {
    const { resource, changed } = patch(
      { op: 'add', path: 'title', value: 'T' },
      { op: 'remove', path: 'title' },
    )
    expect(changed).toBe(false)
    expect(resource).toBe(user)
  })
})
