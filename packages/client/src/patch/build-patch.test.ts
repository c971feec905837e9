import { applyPatch } from '@scimwright/engine'
import {
  defineResourceType,
  defineSchema,
  EnterpriseUser,
  type Infer,
  User,
  UserResourceType,
} from '@scimwright/types'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { buildPatch } from '../patch.ts'
import type { PatchBuilder } from './patch-builder.ts'
import type { PatchPath, PatchValue } from './patch-targets.ts'

type Employee = Infer<typeof UserResourceType>
type Build = (patch: PatchBuilder<Employee>) => PatchBuilder<Employee>

const ENTERPRISE = EnterpriseUser.id

describe('a built PATCH', () => {
  test('is the operations it says', () => {
    const operations = buildPatch<Employee>((patch) =>
      patch
        .replace('title', 'Guide')
        .replace('name.givenName', 'Babs')
        .replace('emails[type eq "work"].value', 'b@example.com')
        .add('emails', { type: 'home', value: 'home@example.com' })
        .set(ENTERPRISE, 'department', 'R&D')
        .replace(`${ENTERPRISE}:manager.value`, '26')
        .unset(ENTERPRISE, 'division')
        .where('emails', (email) => email.value.eq('a"] or b'))
        .remove()
        .where('phoneNumbers', (phone) => phone.type.eq('satellite'))
        .replace('display', 'On the boat')
        .remove('nickName')
        .unsafe({ op: 'replace', path: 'urn:x:colour', value: 'red' }),
    )
    expect(operations).toEqual([
      { op: 'replace', path: 'title', value: 'Guide' },
      { op: 'replace', path: 'name.givenName', value: 'Babs' },
      { op: 'replace', path: 'emails[type eq "work"].value', value: 'b@example.com' },
      { op: 'add', path: 'emails', value: { type: 'home', value: 'home@example.com' } },
      { op: 'replace', path: `${ENTERPRISE}:department`, value: 'R&D' },
      { op: 'replace', path: `${ENTERPRISE}:manager.value`, value: '26' },
      { op: 'remove', path: `${ENTERPRISE}:division` },
      { op: 'remove', path: 'emails[value eq "a\\"] or b"]' },
      {
        op: 'replace',
        path: 'phoneNumbers[type eq "satellite"].display',
        value: 'On the boat',
      },
      { op: 'remove', path: 'nickName' },
      { op: 'replace', path: 'urn:x:colour', value: 'red' },
    ])
  })

  test('does to a resource what it says', () => {
    const current = {
      schemas: [User.id],
      userName: 'bjensen',
      emails: [{ type: 'work', value: 'old@example.com' }],
    }
    const operations = buildPatch<Employee>((patch) =>
      patch
        .replace('emails[type eq "work"].value', 'new@example.com')
        .set(ENTERPRISE, 'department', 'R&D'),
    )
    const { resource } = applyPatch(current, operations, { resourceType: UserResourceType })
    expect(resource).toMatchObject({
      emails: [{ type: 'work', value: 'new@example.com' }],
      [ENTERPRISE]: { department: 'R&D' },
    })
  })

  test('without an operation, or without a value, is a mistake', () => {
    expect(() => buildPatch<Employee>((patch) => patch)).toThrow('no operation')
    const nothing = () =>
      buildPatch<Employee>((patch) => patch.replace('title', undefined as never))
    expect(nothing).toThrow(expect.objectContaining({ code: 'configuration' }))
  })
})

test('types: paths, their values, extensions and elements', () => {
  const wrong: Build[] = [
    // @ts-expect-error there is no such attribute
    (patch) => patch.replace('colour', 'red'),
    // @ts-expect-error there is no such part of the name
    (patch) => patch.replace('name.colour', 'red'),
    // @ts-expect-error active is a boolean
    (patch) => patch.replace('active', 'no'),
    // @ts-expect-error the id belongs to the server
    (patch) => patch.replace('id', '1'),
    // @ts-expect-error "wrk" is a slip
    (patch) => patch.replace('emails[type eq "wrk"].value', 'b@example.com'),
    // @ts-expect-error the extension has no such attribute
    (patch) => patch.set(ENTERPRISE, 'colour', 'red'),
    // @ts-expect-error a department is a text
    (patch) => patch.set(ENTERPRISE, 'department', 7),
    // @ts-expect-error elements of emails have no such part
    (patch) => patch.where('emails', (email) => email.value.pr()).replace('colour', 'red'),
    // @ts-expect-error a name has no elements
    (patch) => patch.where('name', (name) => name.pr()).remove(),
  ]
  expect(wrong).toHaveLength(9)
  expectTypeOf<PatchValue<Employee, 'active'>>().toEqualTypeOf<boolean>()
  expectTypeOf<'name.givenName'>().toExtend<PatchPath<Employee>>()
  const Badge = defineSchema({
    id: 'urn:example:badge:2.0:User',
    attributes: { badgeNumber: { required: true }, floor: { type: 'integer' } },
  })
  const Guest = defineResourceType({
    name: 'Guest',
    endpoint: '/Guests',
    schema: User,
    schemaExtensions: [{ schema: Badge, required: true }],
  })
  const operations = buildPatch<Infer<typeof Guest>>((patch) => patch.set(Badge.id, 'floor', 7))
  expect(operations).toEqual([
    { op: 'replace', path: 'urn:example:badge:2.0:User:floor', value: 7 },
  ])
  expect(Guest.endpoint).toBe('/Guests')
})
