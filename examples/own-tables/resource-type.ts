import { defineResourceType, defineSchema, User } from '@scimwright/types'

const { userName, displayName, active, emails } = User.attributes

/** What the application's table has of a user; everything else an identity provider sends is not promised. */
export const AccountResourceType = defineResourceType({
  name: 'User',
  endpoint: '/Users',
  schema: defineSchema({
    id: User.id,
    name: 'User',
    attributes: { userName, displayName, active, emails },
  }),
})
