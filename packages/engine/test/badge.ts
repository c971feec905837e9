import { defineResourceType, defineSchema, EnterpriseUser, User } from '@scimwright/types'
import { applyPatch } from '../src/index.ts'

/** A schema with attributes of every kind. */
export const badge = defineSchema({
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
/** Users with a required badge. */
export const resourceType = defineResourceType({
  name: 'User',
  endpoint: '/Users',
  schema: User,
  schemaExtensions: [
    { schema: badge, required: true },
    { schema: EnterpriseUser, required: false },
  ],
})
/** A user with a badge. */
export const user = {
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
/** The path of an attribute of the badge. */
export const at = (name: string) => `${badge.id}:${name}`
/** A PATCH of the user. */
export const patch = (...operations: object[]) => {
  const { resource, ...rest } = applyPatch(user, operations, { resourceType })
  return { resource, badge: resource[badge.id], ...rest }
}
