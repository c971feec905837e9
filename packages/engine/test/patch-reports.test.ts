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

describe('what users of other servers reported', () => {
  test('several adds to addresses[type eq "work"] make one address', () => {
    const part = (name: string, value: string) => ({
      op: 'Add',
      path: `addresses[type eq "work"].${name}`,
      value,
    })
    const { resource } = patchUser([
      part('formatted', 'Quay 1'),
      part('locality', 'Bergen'),
      part('region', 'Vestland'),
    ])
    expect(resource).toMatchObject({
      addresses: [{ type: 'work', formatted: 'Quay 1', locality: 'Bergen', region: 'Vestland' }],
    })
  })

  test('replace with a filter touches what matches only', () => {
    const { resource } = patchUser([
      {
        op: 'replace',
        path: 'emails[value eq "home@example.com"]',
        value: { value: 'h2', type: 'home' },
      },
    ])
    expect(resource.emails).toEqual([barbara.emails[0], { value: 'h2', type: 'home' }])
    expect(resource.emails[0]).toBe(barbara.emails[0])
  })

  test('readOnly names in a path-less value are left out, by path they are refused', () => {
    const operation = { op: 'replace', value: { id: 'x', displayName: 'Crew 2', meta: {} } }
    expect(patchGroup([operation]).resource).toEqual({ ...crew, displayName: 'Crew 2' })
    expect(scimTypeOf(() => patchGroup([{ op: 'replace', path: 'id', value: 'x' }]))).toBe(
      'mutability',
    )
    expect(scimTypeOf(() => patchGroup([{ op: 'remove', path: 'meta.version' }]))).toBe(
      'mutability',
    )
  })

  test('a path-less value with schemas does not cost an extension its values', () => {
    const operation = { op: 'replace', value: { schemas: [User.id], displayName: 'B' } }
    expect(patchUser([operation]).resource).toEqual({ ...barbara, displayName: 'B' })
  })

  test('a path-less add of members appends', () => {
    const { resource, members } = patchGroup([{ op: 'add', value: { members: [{ value: 'u3' }] } }])
    expect(resource.members).toEqual([...crew.members, { value: 'u3' }])
    expect(members).toEqual({ replaceAll: false, add: [{ value: 'u3' }], remove: [] })
  })

  test('replace of members without a filter drops those that are missing', () => {
    const { resource, members } = patchGroup([
      { op: 'replace', path: 'members', value: [{ value: 'u2' }, { value: 'u3' }] },
    ])
    expect(resource.members).toEqual([{ value: 'u2' }, { value: 'u3' }])
    expect(members).toMatchObject({ replaceAll: true, remove: [] })
  })

  test('an unknown path is never a silent success', () => {
    const operation = { op: 'replace', path: 'favouriteColour', value: 'red' }
    expect(scimTypeOf(() => patchUser([operation]))).toBe('invalidPath')
    const { changed, quirks } = patchUser([operation], profiles.entra)
    expect(changed).toBe(false)
    expect(quirks).toMatchObject([{ name: 'unknownPaths' }])
  })

  test('values of simple multi-valued attributes are added, not replaced', () => {
    const { resource } = patchUser([{ op: 'add', path: 'schemas', value: [User.id] }])
    expect(resource).toBe(barbara)
  })

  test('a leading space in a value stays', () => {
    expect(
      patchUser([{ op: 'Replace', path: 'displayName', value: ' User X' }]).resource.displayName,
    ).toBe(' User X')
  })

  test('an empty list of operations is refused by the letter', () => {
    expect(scimTypeOf(() => patchUser([]))).toBe('invalidSyntax')
    expect(patchUser([], profiles.entra).changed).toBe(false)
  })

  test('an add or replace without a value is refused', () => {
    for (const op of ['add', 'replace'])
      expect(scimTypeOf(() => patchUser([{ op, path: 'displayName' }]))).toBe('invalidValue')
  })

  test('null and [] unassign, and so does an empty extension', () => {
    const { resource } = patchUser([
      { op: 'replace', path: 'displayName', value: null },
      { op: 'replace', path: 'emails', value: [] },
      { op: 'replace', path: `${enterprise}:department`, value: null },
      { op: 'remove', path: `${enterprise}:manager` },
    ])
    for (const name of ['displayName', 'emails', enterprise])
      expect(resource).not.toHaveProperty([name])
    expect(resource.schemas).toEqual([User.id])
  })

  test('the first attribute of an extension adds its URN to schemas', () => {
    const { [enterprise]: _, ...plain } = barbara
    const user = { ...plain, schemas: [User.id] }
    const path = `${enterprise}:department`
    const { resource } = patchOther(user, [{ op: 'add', path, value: 'Tours' }])
    expect(resource).toMatchObject({
      schemas: [User.id, enterprise],
      [enterprise]: { department: 'Tours' },
    })
  })

  test('a password is in the resource, its value is not in changes', () => {
    const { resource, changes } = patchUser([
      { op: 'replace', path: 'password', value: 'correct horse' },
    ])
    expect(resource).toMatchObject({ password: 'correct horse' })
    expect(changes).toEqual([{ path: 'password', before: undefined, after: undefined }])
  })

  test('all terms of a filter speak of one element', () => {
    const path = 'emails[type eq "work" and primary eq true].value'
    const { resource } = patchUser([{ op: 'replace', path, value: 'w@example.com' }])
    expect(resource.emails.map(({ value }) => value)).toEqual(['w@example.com', 'home@example.com'])
    const other = 'emails[type eq "home" and primary eq true].display'
    expect(scimTypeOf(() => patchUser([{ op: 'replace', path: other, value: 'x' }]))).toBe(
      'noTarget',
    )
  })

  test('members are removed by alternatives', () => {
    const path = 'members[value eq "u1" or value eq "u2"]'
    expect(patchGroup([{ op: 'remove', path }]).resource).not.toHaveProperty('members')
  })

  test('two addresses of one type stay two', () => {
    const value = [{ value: 'h2@example.com', type: 'home' }]
    const { resource } = patchUser([{ op: 'add', path: 'emails', value }])
    expect(resource.emails.map(({ type }) => type)).toEqual(['work', 'home', 'home'])
  })

  test('SailPoint replaces what is not there, also with a type nobody published', () => {
    const operations = [{ op: 'replace', path: 'emails[type eq "zzz"].value', value: 'z' }]
    const { resource, quirks } = patchUser(operations, profiles.sailpoint)
    expect(resource.emails[2]).toEqual({ type: 'zzz', value: 'z' })
    expect(quirks).toMatchObject([{ name: 'replaceNoMatch', path: 'emails' }])
  })

  test('a member that is there already is added once', () => {
    const result = patchGroup([
      { op: 'add', path: 'members', value: [{ value: 'u1', $ref: null }] },
    ])
    expect(result).toMatchObject({ changed: false, resource: crew })
  })

  test('a member is removed by its value, whatever display is listed with it', () => {
    const value = [{ value: 'u1', display: 'Renamed' }, { display: 'Nobody' }]
    expect(patchGroup([{ op: 'remove', path: 'members', value }]).resource.members).toEqual([
      { value: 'u2' },
    ])
  })
})
