import { GroupResourceType, UserResourceType } from '@scimwright/types'
import { expect, test } from 'vitest'
import { badge, resourceType } from '../test/badge.ts'
import { type Attribute, attributeTable } from './attribute.ts'
import { addElements, identityOf, isReferenceCollection, merge } from './elements.ts'

const attribute = (
  type: typeof UserResourceType | typeof GroupResourceType | typeof resourceType,
  name: string,
  urn?: string,
): Attribute => {
  const table = attributeTable(type)
  const found = (urn ? table.extensions.get(urn.toLowerCase())?.attributes : table.attributes)?.get(
    name,
  )
  if (!found) throw new Error(`no attribute ${name}`)
  return found
}
const emails = attribute(UserResourceType, 'emails')
const members = attribute(GroupResourceType, 'members')
const addresses = attribute(UserResourceType, 'addresses')
const tags = attribute(resourceType, 'tags', badge.id)
const certificates = attribute(UserResourceType, 'x509certificates')

test('only a readWrite collection of references is one', () => {
  const groups = attribute(UserResourceType, 'groups')
  const name = attribute(UserResourceType, 'name')
  const schemas = attribute(UserResourceType, 'schemas')
  const manager = attribute(
    UserResourceType,
    'manager',
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  )
  expect(isReferenceCollection(members)).toBe(true)
  for (const other of [groups, name, schemas, emails, addresses, manager])
    expect(isReferenceCollection(other)).toBe(false)
})

test('elements are told apart by value and type, members by value, others by all they have', () => {
  const same = (one: unknown, other: unknown, of: Attribute) =>
    identityOf(one, of) === identityOf(other, of)
  expect(
    same({ value: 'A@x', type: 'Work' }, { type: 'work', value: 'a@X', display: 'd' }, emails),
  ).toBe(true)
  expect(same({ value: 'a', type: 'work' }, { value: 'a', type: 'home' }, emails)).toBe(false)
  expect(same({ value: 'a' }, { value: 'b' }, emails)).toBe(false)
  expect(same({ value: 'a' }, { value: 'a', type: '' }, emails)).toBe(true)
  expect(same({ value: 'u1', type: 'User' }, { value: 'u1' }, members)).toBe(true)
  expect(same({ value: 'u1' }, { value: 'U1' }, members)).toBe(false)
  expect(same({ value: 'AA==' }, { value: 'aa==' }, certificates)).toBe(false)
  expect(same({ locality: 'A', type: 'work' }, { type: 'work', locality: 'A' }, addresses)).toBe(
    true,
  )
  expect(same({ locality: 'A' }, { locality: 'B' }, addresses)).toBe(false)
  expect(same({ locality: 'A' }, { region: 'A' }, addresses)).toBe(false)
  expect(same('Tag', 'tAG', tags)).toBe(true)
  expect(identityOf({ display: 'x' }, emails)).not.toBe(JSON.stringify([undefined, '', 'x']))
})

test('adding gives the same list when all is there, else a new one', () => {
  const list = [
    { value: 'a', type: 'work' },
    { value: 'a', type: 'home' },
  ]
  expect(addElements(list, [{ value: 'a', type: 'work' }], emails)).toBe(list)
  expect(addElements(list, [], emails)).toBe(list)
  expect(addElements(list, [{ value: 'a', type: 'work', display: 'A' }], emails)).toEqual([
    { ...list[0], display: 'A' },
    list[1],
  ])
  const twice = [{ value: 'a' }, { value: 'A' }]
  expect(addElements(twice, [{ value: 'a', display: 'first' }], emails)).toEqual([
    { value: 'a', display: 'first' },
    { value: 'A' },
  ])
  expect(addElements([], [{ value: 'b' }, { value: 'b' }], emails)).toEqual([{ value: 'b' }])
})

test('merging keeps the object when nothing differs, and what is immutable in it', () => {
  const old = { value: 'u1', display: 'A' }
  expect(merge(old, { value: 'u1' }, members)).toBe(old)
  expect(merge(old, { display: 'B' }, members)).toBe(old)
  expect(merge(old, { type: 'User' }, members)).toEqual({ ...old, type: 'User' })
  expect(merge('a', 'a', tags)).toBe('a')
  expect(merge('a', 'A', tags)).toBe('A')
  expect(merge('a', { value: 'b' }, emails)).toEqual({ value: 'b' })
})
