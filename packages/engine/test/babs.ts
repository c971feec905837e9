import { EnterpriseUser, Group, User } from '@scimwright/types'

/** URN of the enterprise extension. */
export const enterprise = EnterpriseUser.id

/** The user of the RFC's examples, with values that are there but empty. */
export const babs = {
  schemas: [User.id, enterprise],
  id: '2819c223',
  externalId: 'bJensen',
  userName: 'bjensen',
  name: { formatted: 'Ms. Barbara J Jensen III', familyName: 'Jensen', givenName: 'Barbara' },
  displayName: 'Rock "Babs"',
  nickName: '',
  locale: null,
  userType: 'Employee',
  active: true,
  emails: [
    { value: 'bjensen@example.com', type: 'work', primary: true },
    { value: 'babs@jensen.org', type: 'home' },
  ],
  ims: [],
  meta: {
    resourceType: 'User',
    created: '2010-01-23T04:56:22Z',
    lastModified: '2011-05-13T04:42:34Z',
    version: 'W/"a330bc54f0671c9"',
  },
  [enterprise]: { employeeNumber: '701984', department: 'Tour Ops', manager: { value: '26' } },
}

/** A group with a member that has an address. */
export const guides = {
  schemas: [Group.id],
  id: 'e9e30dba',
  displayName: 'Tour Guides',
  members: [{ value: '2819c223', $ref: 'https://example.com/v2/Users/2819c223', type: 'User' }],
}
