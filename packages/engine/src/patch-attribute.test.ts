import { expect, test } from 'vitest'
import { at, patch } from '../test/badge.ts'
import { patchGroup, patchOther, patchUser } from '../test/patching.ts'

test('a null or [] among the parts of a complex value unassigns that part', () => {
  const name = (value: unknown) => patchUser([{ op: 'replace', path: 'name', value }]).resource.name
  expect(name({ FORMATTED: null, givenName: 'Bea' })).toEqual({
    givenName: 'Bea',
    familyName: 'Jensen',
  })
  expect(name({ formatted: null, colour: null })).toEqual({
    givenName: 'Barbara',
    familyName: 'Jensen',
  })
  expect(name({ formatted: null, givenName: null, familyName: null })).toBeUndefined()
  expect(name({ givenName: 'Barbara' })).toEqual({
    formatted: 'Barbara Jensen',
    givenName: 'Barbara',
    familyName: 'Jensen',
  })
  expect(patchUser([{ op: 'replace', path: 'name', value: {} }]).changed).toBe(false)
  expect(name({ middleName: null })).toHaveProperty('formatted')
})

test('a null for a whole attribute unassigns it, what was never there stays away', () => {
  const replaced = (path: string, value: unknown) => patchUser([{ op: 'replace', path, value }])
  expect(replaced('emails', null).resource).not.toHaveProperty('emails')
  expect(replaced('roles', null).changed).toBe(false)
  expect(replaced('name', null).resource).not.toHaveProperty('name')
  expect(patchUser([{ op: 'add', path: 'emails', value: null }]).changed).toBe(false)
  expect(patchUser([{ op: 'remove', path: 'roles', value: [{ value: 'r' }] }]).changed).toBe(false)
  expect(patchUser([{ op: 'remove', path: 'emails', value: null }]).resource).not.toHaveProperty(
    'emails',
  )
})

test('the last part that goes takes the complex value along', () => {
  const user = { userName: 'u', name: { givenName: 'A' }, emails: [{ value: 'a' }] }
  expect(patchOther(user, [{ op: 'remove', path: 'name.givenName' }]).resource).not.toHaveProperty(
    'name',
  )
  expect(patchOther(user, [{ op: 'remove', path: 'emails.value' }]).resource).not.toHaveProperty(
    'emails',
  )
  expect(patchOther(user, [{ op: 'remove', path: 'name.familyName' }]).resource).toBe(user)
  const result = patchOther({ userName: 'u' }, [{ op: 'add', path: 'name.givenName', value: 'A' }])
  expect(result.resource).toMatchObject({ name: { givenName: 'A' } })
})

test('members that stay in a replaced list stay as they were', () => {
  const value = [
    { value: 'u3', display: 'C' },
    { value: 'u1', display: 'Changed', type: 'User' },
  ]
  expect(patchGroup([{ op: 'replace', path: 'members', value }]).resource.members).toEqual([
    { value: 'u3', display: 'C' },
    { value: 'u1', display: 'Barbara', type: 'User' },
  ])
  const emails = [{ value: 'home@example.com', type: 'home', display: 'H' }]
  expect(patchUser([{ op: 'replace', path: 'emails', value: emails }]).resource.emails).toEqual(
    emails,
  )
})

test('an immutable part may be set where it is not', () => {
  const operations = [
    { op: 'remove', path: at('door') },
    { op: 'add', path: at('door'), value: { code: 'x', name: 'n' } },
  ]
  expect(() => patch({ op: 'replace', path: at('door'), value: { code: null } })).toThrow(
    'door.code: is immutable',
  )
  expect(patch(...operations).badge.door).toEqual({ code: 'x', name: 'n' })
  expect(
    patch({ op: 'add', path: at('keys[value eq "k2"].label'), value: 'N' }).badge.keys[1],
  ).toEqual({ value: 'k2', label: 'N' })
  expect(patch({ op: 'replace', path: at('door'), value: { floor: '2' } }).badge.door).toEqual({
    code: 'c',
    name: 'n',
    floor: '2',
  })
})

test('an element that loses all it has is gone, one that is given nothing stays', () => {
  expect(
    patchUser([{ op: 'replace', path: 'emails[type eq "home"]', value: {} }]).resource.emails,
  ).toHaveLength(1)
  expect(patchUser([{ op: 'add', path: 'emails[type eq "home"]', value: {} }]).changed).toBe(false)
  const same = { value: 'home@example.com', type: 'home' }
  expect(patchUser([{ op: 'replace', path: 'emails[type eq "home"]', value: same }]).changed).toBe(
    false,
  )
})
