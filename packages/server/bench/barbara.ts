import { EnterpriseUser, User } from '@scimwright/types'

/** A user of about 1 kB, as identity providers send them. */
export const barbara = (userName: string) => ({
  schemas: [User.id, EnterpriseUser.id],
  externalId: '701984',
  userName,
  name: { formatted: 'Ms. Barbara J Jensen', familyName: 'Jensen', givenName: 'Barbara' },
  displayName: 'Barbara Jensen',
  nickName: 'Babs',
  title: 'Tour Guide',
  locale: 'en-US',
  timezone: 'America/Los_Angeles',
  active: true,
  emails: [
    { value: 'barbara.jensen@example.com', type: 'work', primary: true },
    { value: 'babs@home.example', type: 'home' },
  ],
  phoneNumbers: [
    { value: '+1 555 0100', type: 'work' },
    { value: '+1 555 0101', type: 'mobile' },
  ],
  addresses: [
    {
      type: 'work',
      streetAddress: '100 Universal City Plaza',
      locality: 'Hollywood',
      region: 'CA',
      postalCode: '91608',
      country: 'US',
    },
  ],
  [EnterpriseUser.id]: { employeeNumber: '701984', department: 'Tours', manager: { value: 'm1' } },
})
