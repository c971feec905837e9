import { expectTypeOf, test } from 'vitest'
import {
  defineResourceType,
  defineSchema,
  EnterpriseUser,
  type Group,
  type Infer,
  type Stored,
  User,
  type UserResourceType,
} from '../src/index.ts'

const Badge = defineSchema({
  id: 'urn:example:params:scim:schemas:extension:badge:2.0:User',
  attributes: {
    badgeNumber: { required: true },
    floor: { type: 'integer' },
    colour: { canonicalValues: ['red', 'green'], closed: true },
    shape: { canonicalValues: ['round', 'square'] },
    doors: { multiValued: true },
    issued: { type: 'dateTime' },
    photo: { type: 'binary' },
    weight: { type: 'decimal' },
    holder: {
      type: 'complex',
      subAttributes: { name: { required: true }, lost: { type: 'boolean' } },
    },
  },
})

const Employee = defineResourceType({
  name: 'User',
  endpoint: '/Users',
  schema: User,
  schemaExtensions: [
    { schema: EnterpriseUser, required: false },
    { schema: Badge, required: true },
  ],
})

type Badge = Infer<typeof Badge>
type Employee = Infer<typeof Employee>

test('RFC7643-2.3 every data type has its TypeScript type', () => {
  expectTypeOf<Badge>().toEqualTypeOf<{
    badgeNumber: string
    floor?: number
    colour?: 'red' | 'green'
    shape?: 'round' | 'square' | (string & {})
    doors?: string[]
    issued?: string
    photo?: string
    weight?: number
    holder?: { name: string; lost?: boolean }
  }>()
})

test('RFC7643-4.1 a user has its required userName and optional everything else', () => {
  const user: User = { schemas: [User.id], userName: 'bjensen' }
  expectTypeOf(user.userName).toEqualTypeOf<string>()
  expectTypeOf(user.active).toEqualTypeOf<boolean | undefined>()
  expectTypeOf<NonNullable<User['emails']>[number]['value']>().toEqualTypeOf<string | undefined>()
  // @ts-expect-error userName is required
  const nameless: User = { schemas: [User.id] }
  // @ts-expect-error there is no such attribute
  const unknown: User = { schemas: [User.id], userName: 'a', username: 'a' }
  // @ts-expect-error active is a boolean
  const wrong: User = { schemas: [User.id], userName: 'a', active: 'True' }
  expectTypeOf([nameless, unknown, wrong]).toExtend<User[]>()
})

test('optional attributes are absent, never undefined', () => {
  // @ts-expect-error undefined is not a value
  const user: User = { schemas: [User.id], userName: 'a', title: undefined }
  expectTypeOf(user).toExtend<User>()
})

test('RFC7643-7 canonical values are suggestions unless the definition closes them', () => {
  const badge: Badge = { badgeNumber: '1', shape: 'oval' }
  // @ts-expect-error blue is not one of the closed values
  const blue: Badge = { badgeNumber: '1', colour: 'blue' }
  expectTypeOf([badge, blue]).toExtend<Badge[]>()
})

test('RFC7643-3.3 extensions live under their URN, required ones present', () => {
  expectTypeOf<Employee[typeof Badge.id]['badgeNumber']>().toEqualTypeOf<string>()
  expectTypeOf<NonNullable<Employee[typeof EnterpriseUser.id]>['department']>().toEqualTypeOf<
    string | undefined
  >()
  // @ts-expect-error the badge extension is required
  const bare: Employee = { schemas: [User.id], userName: 'a' }
  expectTypeOf(bare).toExtend<Employee>()
})

test('a stored resource has its id and meta', () => {
  expectTypeOf<Stored<User>['id']>().toEqualTypeOf<string>()
  expectTypeOf<Stored<Group>['displayName']>().toEqualTypeOf<string>()
  expectTypeOf<Infer<typeof UserResourceType>>().toHaveProperty(EnterpriseUser.id)
})
