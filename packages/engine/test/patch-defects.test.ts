import { User } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { profiles } from '../src/index.ts'
import {
  barbara,
  crew,
  enterprise,
  patchGroup,
  patchOther,
  patchUser,
  scimTypeOf,
} from './patching.ts'

describe('what other engines were seen to get wrong', () => {
  test('a path-less replace of emails replaces them all', () => {
    const { resource } = patchUser([
      { op: 'replace', value: { emails: [{ value: 'new@example.com', type: 'other' }] } },
    ])
    expect(resource.emails).toEqual([{ value: 'new@example.com', type: 'other' }])
  })

  test('replacing a complex attribute leaves the sub-attributes that are not given', () => {
    const { resource } = patchUser([{ op: 'replace', path: 'name', value: { givenName: 'Bea' } }])
    expect(resource.name).toEqual({ ...barbara.name, givenName: 'Bea' })
  })

  test.each(['add', 'replace'])('a path-less %s of a name merges its parts', (op) => {
    const { resource } = patchUser([{ op, value: { name: { givenName: 'Bea' } } }])
    expect(resource.name).toEqual({ ...barbara.name, givenName: 'Bea' })
  })

  test('replace with a made-up type is noTarget and stores nothing', () => {
    const run = () =>
      patchUser([{ op: 'replace', path: 'emails[type eq "zzz"].value', value: 'x@example.com' }])
    expect(scimTypeOf(run)).toBe('noTarget')
  })

  test.each(['add', 'replace'])(
    '%s of phoneNumbers[type eq "work"].value makes the element',
    (op) => {
      const path = 'phoneNumbers[type eq "work"].value'
      const { resource } = patchUser([{ op, path, value: '+1 555 0100' }])
      expect(resource).toMatchObject({ phoneNumbers: [{ type: 'work', value: '+1 555 0100' }] })
    },
  )

  test('adding what is there already changes nothing', () => {
    const result = patchUser([{ op: 'add', path: 'emails', value: [barbara.emails[0]] }])
    expect(result).toMatchObject({ changed: false, changes: [] })
    expect(result.resource).toBe(barbara)
  })

  test('one primary is left when another becomes it', () => {
    const { resource } = patchUser([
      { op: 'add', path: 'emails', value: [{ value: 'x@example.com', primary: true }] },
    ])
    expect(resource.emails.map(({ primary }) => primary)).toEqual([false, undefined, true])
  })

  test('adding groups is refused: they are readOnly', () => {
    const run = () => patchUser([{ op: 'add', path: 'groups', value: [{ value: 'g1' }] }])
    expect(scimTypeOf(run)).toBe('mutability')
  })

  test('the URN of the core schema may stand before a name', () => {
    const { resource } = patchUser([
      { op: 'replace', path: `${User.id}:displayName`, value: 'Barb' },
      { op: 'replace', path: `${User.id}:name.familyName`, value: 'J.' },
    ])
    expect(resource).toMatchObject({ displayName: 'Barb', name: { familyName: 'J.' } })
  })

  test('the manager is found by its URN and sub-attribute', () => {
    const { resource } = patchUser([
      { op: 'replace', path: `${enterprise}:manager.value`, value: 'm2' },
    ])
    expect(resource[enterprise]).toEqual({ department: 'Tours', manager: { value: 'm2' } })
  })

  test('removing a whole extension takes its URN out of schemas', () => {
    const { resource, changes } = patchUser([{ op: 'remove', path: enterprise }])
    expect(resource).not.toHaveProperty([enterprise])
    expect(resource.schemas).toEqual([User.id])
    expect(changes.map(({ path }) => path)).toEqual([
      `${enterprise}:department`,
      `${enterprise}:manager.value`,
    ])
  })

  test.each(['add', 'replace'])(
    '%s of a whole extension by its URN merges its attributes',
    (op) => {
      const value = { department: 'Sales', costCenter: '7' }
      const byPath = patchUser([{ op, path: enterprise, value }])
      const byKey = patchUser([{ op, value: { [enterprise]: value } }])
      expect(byPath.resource[enterprise]).toEqual({ ...barbara[enterprise], ...value })
      expect(byKey.resource).toEqual(byPath.resource)
    },
  )

  test.each(['__proto__.polluted', 'constructor.prototype.x', '__proto__', 'prototype'])(
    'the path %s names no attribute and touches no prototype',
    (path) => {
      expect(scimTypeOf(() => patchUser([{ op: 'add', path, value: 'yes' }]))).toBe('invalidPath')
      const value = JSON.parse(`{${JSON.stringify(path)}:"yes"}`)
      expect(scimTypeOf(() => patchUser([{ op: 'add', value }]))).toBe('invalidPath')
      expect(Object.keys(Object.prototype)).toEqual([])
    },
  )

  test('letter case of names does not matter', () => {
    const { resource } = patchUser([
      { op: 'replace', path: 'Emails[Type eq "work"].Value', value: 'w@example.com' },
      { op: 'replace', value: { DISPLAYNAME: 'B' } },
    ])
    expect(resource.emails[0]).toEqual({ value: 'w@example.com', type: 'work', primary: true })
    expect(resource.displayName).toBe('B')
    expect(Object.keys(resource)).toEqual(Object.keys(barbara))
  })

  test('paths as keys of a path-less value are paths in the entra profile, and unknown names by the letter', () => {
    const operations = [
      {
        op: 'replace',
        value: { 'emails[type eq "work"].value': 'w@example.com', 'name.givenName': 'Bea' },
      },
    ]
    expect(scimTypeOf(() => patchUser(operations))).toBe('invalidPath')
    const { resource, quirks } = patchUser(operations, profiles.entra)
    expect(resource.emails[0]?.value).toBe('w@example.com')
    expect(resource.name.givenName).toBe('Bea')
    expect(quirks.map(({ name }) => name)).toContain('pathKeys')
  })

  test('ops are read in any letter case, and remove needs a path', () => {
    expect(patchUser([{ op: 'REPLACE', path: 'active', value: false }]).resource.active).toBe(false)
    expect(scimTypeOf(() => patchUser([{ op: 'Remove' }]))).toBe('noTarget')
    expect(scimTypeOf(() => patchUser([{ op: 'frob', path: 'active' }]))).toBe('invalidSyntax')
  })

  test.each(['name.givenName.x', 'name[givenName eq "B"].familyName', 'userName.value'])(
    'the path %s is invalidPath',
    (path) => {
      expect(scimTypeOf(() => patchUser([{ op: 'replace', path, value: 'x' }]))).toBe('invalidPath')
    },
  )

  test('a listed member is removed whatever else is stored with it, and nobody else', () => {
    const { resource, members } = patchGroup([
      { op: 'Remove', path: 'members', value: [{ value: 'u1' }] },
    ])
    expect(resource.members).toEqual([{ value: 'u2' }])
    expect(members).toEqual({ replaceAll: false, add: [], remove: ['u1'] })
  })

  test.each([[[]], [[{}]], [[{ value: 'nobody' }]], [[{ displayName: 'x' }]]])(
    'removing with the list %j removes nobody',
    (value) => {
      const result = patchGroup([{ op: 'remove', path: 'members', value }])
      expect(result.resource).toBe(crew)
    },
  )

  test('an object for the whole of emails is one element, merged into no other', () => {
    const { resource } = patchUser([
      { op: 'replace', path: 'emails', value: { value: 'x@example.com' } },
    ])
    expect(resource.emails).toEqual([{ value: 'x@example.com' }])
  })

  test('values of the wrong type are refused by place', () => {
    const wrong: [string, unknown, string][] = [
      ['active', 'false', 'active: must be true or false'],
      ['name', 'Barbara', 'name: is complex'],
      ['displayName', 7, 'displayName: must be a string'],
      ['emails', [{ value: 'x' }, { value: 5 }], 'emails[1].value: must be a string'],
      [`${enterprise}:manager`, [{ value: 'm2' }], `${enterprise}:manager: is complex`],
    ]
    for (const [path, value, detail] of wrong)
      expect(() => patchUser([{ op: 'replace', path, value }])).toThrow(detail)
  })

  test('brackets, dots and colons in a value of a filter are text', () => {
    const { resource } = patchUser([
      { op: 'replace', path: 'emails[value eq "a.b]c"].type', value: 'other' },
    ])
    expect(resource.emails[0]?.type).toBe('other')
    const withRole = { ...barbara, roles: [{ value: 'uuid:admin' }] }
    const path = 'roles[value eq "uuid:admin"].display'
    expect(patchOther(withRole, [{ op: 'add', path, value: 'Admin' }]).resource).toMatchObject({
      roles: [{ value: 'uuid:admin', display: 'Admin' }],
    })
  })

  test('a failing operation leaves nothing of the ones before it', () => {
    const frozen = structuredClone(barbara)
    const run = () =>
      patchUser([
        { op: 'replace', path: 'displayName', value: 'half' },
        { op: 'remove', path: 'userName' },
      ])
    expect(scimTypeOf(run)).toBe('mutability')
    expect(barbara).toEqual(frozen)
  })

  test('order counts: removed and added again is there', () => {
    const { resource } = patchUser([
      { op: 'remove', path: 'displayName' },
      { op: 'add', path: 'displayName', value: 'A' },
    ])
    expect(resource.displayName).toBe('A')
  })
})
