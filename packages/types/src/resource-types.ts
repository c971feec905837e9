import { defineResourceType } from './define-resource-type.ts'
import { EnterpriseUser } from './enterprise-user.ts'
import { Group } from './group.ts'
import { User } from './user.ts'

/** Users with the enterprise extension, at `/Users` (RFC 7643 §8.6). */
export const UserResourceType = defineResourceType({
  name: 'User',
  endpoint: '/Users',
  description: 'User Account',
  schema: User,
  schemaExtensions: [{ schema: EnterpriseUser, required: false }],
})

/** Groups, at `/Groups` (RFC 7643 §8.6). */
export const GroupResourceType = defineResourceType({
  name: 'Group',
  endpoint: '/Groups',
  description: 'Group',
  schema: Group,
})
