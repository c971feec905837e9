import { GroupResourceType, UserResourceType } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { planMembers } from './plan-members.ts'
import { entra } from './profiles/entra.ts'
import { generic } from './profiles/generic.ts'

const options = { resourceType: GroupResourceType }
const plan = (...operations: object[]) => planMembers(operations, options)
const [u1, u2] = [{ value: 'u1' }, { value: 'u2' }]

describe('planMembers', () => {
  test('leaves a PATCH that is about nothing else to applyPatch', () => {
    const operations = [{ op: 'replace', path: 'displayName', value: 'Crew' }]
    expect(planMembers(operations, options)).toEqual({ operations, quirks: [] })
    expect(
      planMembers([{ op: 'add', path: 'title', value: 'x' }], { resourceType: UserResourceType })
        ?.members,
    ).toBeUndefined()
  })

  test.each([
    ['add by path', { op: 'Add', path: 'members', value: [u1] }, { add: [u1] }],
    [
      'add by a path with a URN',
      { op: 'add', path: 'urn:ietf:params:scim:schemas:core:2.0:Group:Members', value: [u1] },
      { add: [u1] },
    ],
    ['add one without an array', { op: 'add', path: 'members', value: u1 }, { add: [u1] }],
    ['add without a path', { op: 'add', value: { Members: [u1] } }, { add: [u1] }],
    ['replace', { op: 'replace', path: 'members', value: [u1] }, { replaceAll: true, add: [u1] }],
    ['replace with none', { op: 'replace', path: 'members', value: [] }, { replaceAll: true }],
    ['replace with null', { op: 'replace', path: 'members', value: null }, { replaceAll: true }],
    ['remove all', { op: 'remove', path: 'members' }, { replaceAll: true }],
    [
      'remove a list',
      { op: 'remove', path: 'members', value: [u1, { value: 'u2', $ref: null }] },
      { remove: ['u1', 'u2'] },
    ],
    ['remove an empty list', { op: 'remove', path: 'members', value: [] }, {}],
    ['remove one', { op: 'remove', path: 'members', value: u1 }, { remove: ['u1'] }],
    [
      'remove by filter',
      { op: 'remove', path: 'members[value eq "u1"]' },
      { remove: ['u1'], mustMatch: ['u1'] },
    ],
  ])('%s', (_name, operation, delta) => {
    expect(plan(operation)).toEqual({
      members: { replaceAll: false, add: [], remove: [], ...delta },
      operations: [],
      quirks: [],
    })
  })

  test('parts a path-less value into members and the rest', () => {
    expect(plan({ op: 'replace', value: { displayName: 'C', members: [u1] } })).toMatchObject({
      members: { replaceAll: true, add: [u1] },
      operations: [{ op: 'replace', value: { displayName: 'C' } }],
    })
    expect(() => plan({ op: 'add', value: { members: [u1], Members: [u2] } })).toThrow('twice')
  })

  test('leaves every other operation as it is', () => {
    for (const operation of [
      { op: 'replace', value: { displayName: 'C' } },
      { op: 'remove' },
      { op: 'remove', value: { members: [u1] } },
      { op: 'add', value: 'members' },
      { op: 'add', path: 'urn:x:members', value: [u1] },
      { op: 'add', path: 'displayName', value: 'members' },
    ])
      expect(plan(operation)).toEqual({ operations: [operation], quirks: [] })
    expect(
      planMembers([{ op: 'remove', path: 'emails' }], { resourceType: UserResourceType }),
    ).toEqual({
      operations: [{ op: 'remove', path: 'emails' }],
      quirks: [],
    })
    expect(plan({ op: 'add', path: 'members', value: null })?.members).toEqual({
      replaceAll: false,
      add: [],
      remove: [],
    })
    expect(plan({ op: 'remove', path: 'members', value: null })?.members).toEqual({
      replaceAll: true,
      add: [],
      remove: [],
    })
  })

  test('folds operations in their order', () => {
    const add = (value: object) => ({ op: 'add', path: 'members', value: [value] })
    const remove = (value: object) => ({ op: 'remove', path: 'members', value: [value] })
    expect(plan(add(u1), remove(u1))?.members).toEqual({
      replaceAll: false,
      add: [],
      remove: ['u1'],
    })
    expect(plan(remove(u1), add(u1))?.members).toEqual({ replaceAll: false, add: [u1], remove: [] })
    expect(plan(add(u1), { op: 'remove', path: 'members' }, add(u2))?.members).toEqual({
      replaceAll: true,
      add: [u2],
      remove: [],
    })
    expect(plan({ op: 'replace', path: 'members', value: [u1, u2] }, remove(u1))?.members).toEqual({
      replaceAll: true,
      add: [u2],
      remove: [],
    })
    expect(plan(add(u1), add({ ...u1, display: 'One' }))?.members?.add).toEqual([
      { ...u1, display: 'One' },
    ])
  })

  test.each([
    [{ op: 'remove', path: 'members[display eq "x"]' }],
    [{ op: 'remove', path: 'members[value sw "u"]' }],
    [{ op: 'remove', path: 'members[value eq "u1" and type eq "User"]' }],
    [{ op: 'remove', path: 'members[value eq "u1" or value eq "u2"]' }],
    [{ op: 'remove', path: 'members[not (value eq "u1")]' }],
    [{ op: 'replace', path: 'members[value eq "u1"].display', value: 'x' }],
    [{ op: 'replace', path: 'members[value eq "u1"]', value: u2 }],
    [{ op: 'add', path: 'members[value eq "u1"]', value: { display: 'x' } }],
    [{ op: 'remove', path: 'members.display' }],
    [{ op: 'add', path: 'members[value eq "u1"]' }],
    [{ op: 'add', path: 'members[value eq "u1" or value eq "u2"]', value: {} }],
    [{ op: 'replace', path: 'members[value eq "u1"]', value: {} }],
    [{ op: 'remove', path: 'members[value eq 5]' }],
    [{ op: 'remove', path: 'members', value: [{ display: 'x' }] }],
    [{ op: 'remove', path: 'members', value: ['u1'] }],
    [
      { op: 'add', path: 'members', value: [u1] },
      { op: 'remove', path: 'members[value eq "u1"]' },
    ],
    [
      { op: 'remove', path: 'members[value eq "u1"]' },
      { op: 'add', path: 'members', value: [u1] },
    ],
    [
      { op: 'remove', path: 'members[value eq "u1"]' },
      { op: 'remove', path: 'members' },
    ],
    [
      { op: 'remove', path: 'members[value eq "u1"]' },
      { op: 'remove', path: 'members', value: [u1] },
    ],
    [
      { op: 'remove', path: 'members' },
      { op: 'remove', path: 'members[value eq "u1"]' },
    ],
  ])('needs the members to be read for %j', (...operations) => {
    expect(plan(...operations)).toBeUndefined()
  })

  test('in a dialect that forgives a filter without a match, several values and later ones are planned', () => {
    const operations = [{ op: 'remove', path: 'members[value eq "u1" or value eq "u2"]' }]
    expect(planMembers(operations, { ...options, profile: entra })?.members).toEqual({
      replaceAll: false,
      add: [],
      remove: ['u1', 'u2'],
    })
  })

  test('adding what the brackets name is an add of that member', () => {
    const operations = [{ op: 'add', path: 'members[value eq "u1"]' }]
    expect(planMembers(operations, { ...options, profile: generic })?.members?.add).toEqual([u1])
  })

  test.each([
    [[{ display: 'x' }], 'members[0]: needs a `value`'],
    [[{ value: '' }], 'members[0]: needs a `value`'],
    [[u1, 'u2'], 'members[1]: is complex'],
    [[{ value: 5 }], 'members[0].value: must be a string'],
  ])('members %j are refused', (value, detail) => {
    expect(() => plan({ op: 'add', path: 'members', value })).toThrow(detail)
    expect(() => plan({ op: 'replace', value: { members: value } })).toThrow(detail)
  })

  test('a value is asked for', () => {
    expect(() => plan({ op: 'add', path: 'members' })).toThrow('add needs a value')
  })
})
