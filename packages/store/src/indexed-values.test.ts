import {
  defineResourceType,
  defineSchema,
  EnterpriseUser,
  GroupResourceType,
  User,
  UserResourceType,
  urns,
} from '@scimwright/types'
import { describe, expect, it } from 'vitest'
import { createUser, DIRECTORY, update, user } from '../test/resources.ts'
import { temporaryStore } from '../test/temporary-store.ts'
import { indexedValues, indexPlan, uniqueValues } from './indexed-values.ts'

const Badge = defineSchema({
  id: 'urn:example:params:scim:schemas:extension:badge:2.0:User',
  attributes: {
    badgeNumber: { uniqueness: 'server', caseExact: true },
    seat: { type: 'integer', uniqueness: 'global' },
    keys: { multiValued: true, uniqueness: 'server' },
  },
})

const Employee = defineResourceType({
  ...UserResourceType,
  schema: User,
  schemaExtensions: [
    { schema: EnterpriseUser, required: false },
    { schema: Badge, required: false },
  ],
})

const employee = (id: string, badge: Record<string, unknown>, version = 1) =>
  user(id, { [Badge.id]: badge }, version)

describe('the index plan', () => {
  it('has what identity providers match by; what is unique is found by that', () => {
    const employeeNumber = `${urns.EnterpriseUser}:employeeNumber`
    const { indexed, found } = indexPlan(UserResourceType)
    const paths = ['emails.value', 'externalId', 'phoneNumbers.value', employeeNumber]
    expect([...indexed.keys()].sort()).toEqual(paths)
    expect([...found.keys()]).toEqual(['userName'])
    const group = [...indexPlan(GroupResourceType).indexed.keys()].sort()
    expect(group).toEqual(['displayName', 'externalId'])
    expect([...indexPlan(Employee).unique.keys()].sort()).toEqual([
      `${Badge.id}:badgeNumber`,
      `${Badge.id}:keys`,
      `${Badge.id}:seat`,
      'userName',
    ])
  })
})

describe('the rows of a resource', () => {
  it('are folded where case does not count, labelled by type, and none twice', () => {
    const resource = user('u1', {
      userName: 'Ada',
      externalId: 'X',
      emails: [
        { value: 'A@x', type: 'Work' },
        { value: 'a@X', type: 'work' },
        { value: 'a@x' },
        {},
      ],
    })
    expect([...indexedValues(UserResourceType, resource).values()]).toEqual([
      { path: 'emails.value', value: 'a@x', label: 'work' },
      { path: 'emails.value', value: 'a@x', label: '' },
      { path: 'externalId', value: 'X', label: '' },
    ])
    expect([...uniqueValues(UserResourceType, resource).values()]).toEqual([
      { path: 'userName', value: 'ada' },
    ])
  })

  it('come from own properties only', () => {
    const resource = JSON.parse('{"id": "u1", "__proto__": {"userName": "ada"}}')
    expect(indexedValues(UserResourceType, resource).size).toBe(0)
  })
})

describe('a custom unique attribute', () => {
  it('is enforced as its schema says: by type, by case, by element', async () => {
    const store = temporaryStore()
    const create = (id: string, badge: Record<string, unknown>) =>
      store.write(DIRECTORY, { ...createUser(employee(id, badge)), resourceType: Employee })
    await create('u1', { badgeNumber: 'B-1', seat: 7, keys: ['a', 'A', 'b'] })
    await create('u2', { badgeNumber: 'b-1', seat: 8, keys: ['c'] })
    const taken = (path: string) => ({
      status: 409,
      scimType: 'uniqueness',
      detail: expect.stringMatching(new RegExp(`^${Badge.id}:${path}: another User `)),
    })
    await expect(create('u3', { badgeNumber: 'B-1' })).rejects.toMatchObject(taken('badgeNumber'))
    await expect(create('u3', { seat: 7 })).rejects.toMatchObject(taken('seat'))
    await expect(create('u3', { keys: ['x', 'B'] })).rejects.toMatchObject(taken('keys'))
    const moved = update(Employee, employee('u2', { badgeNumber: 'B-1' }, 2))
    await expect(store.write(DIRECTORY, moved)).rejects.toMatchObject(taken('badgeNumber'))
    await store.write(DIRECTORY, update(Employee, employee('u1', { seat: 9 }, 2)))
    expect((await store.write(DIRECTORY, moved)).outcome).toBe('written')
  })
})
