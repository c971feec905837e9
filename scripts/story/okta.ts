import type { ScimSession } from './scim-session.ts'
import type { Cast } from './step.ts'

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User'
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const PATCH = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

const userName = 'jonas.ebert@fjord.example'

const find = async (session: ScimSession): Promise<string> => {
  const filter = encodeURIComponent(`userName eq "${userName}"`)
  const { body } = await session.send('GET', `/Users?filter=${filter}&startIndex=1&count=100`)
  const [user] = (body?.Resources ?? []) as { id: string }[]
  return user?.id ?? ''
}

/** Okta: looks a user up first, changes it with PUT, and deactivates with a PATCH that has no path. */
export const okta: Cast = {
  profile: 'okta',
  provider: 'OKTA',
  headers: {
    accept: 'application/scim+json',
    'content-type': 'application/scim+json; charset=utf-8',
    'user-agent': 'Okta SCIM Client 1.0.0',
  },
  userName,
  remains: true,
  steps: [
    {
      name: 'hired',
      expected: 'an active account, signed in',
      holds: (account) => account?.active === 1 && account.open_sessions === 1,
      run: async (session) => {
        await find(session)
        await session.send('POST', '/Users', {
          schemas: [USER, ENTERPRISE],
          userName,
          name: { givenName: 'Jonas', familyName: 'Ebert' },
          emails: [{ primary: true, value: userName, type: 'work' }],
          displayName: 'Jonas Ebert',
          locale: 'en-US',
          externalId: '00u1example0001',
          groups: [],
          password: '1mz050nq',
          active: true,
          [ENTERPRISE]: { department: 'Deck' },
        })
      },
    },
    {
      name: 'group pushed',
      expected: 'the role of the group',
      holds: (account) => account?.roles === 'editor',
      run: async (session) => {
        const { body } = await session.send('POST', '/Groups', {
          schemas: [GROUP],
          displayName: 'Deck Crew',
          members: [],
        })
        const value = await find(session)
        await session.send('PATCH', `/Groups/${body?.id}`, {
          schemas: [PATCH],
          Operations: [{ op: 'add', path: 'members', value: [{ value, display: userName }] }],
        })
      },
    },
    {
      name: 'transferred',
      expected: 'the new department',
      holds: (account) => account?.department === 'Bridge',
      run: async (session) => {
        const id = await find(session)
        const { body } = await session.send('GET', `/Users/${id}`)
        await session.send('PUT', `/Users/${id}`, {
          ...body,
          [ENTERPRISE]: { department: 'Bridge' },
        })
      },
    },
    {
      name: 'left',
      expected: 'a deactivated account, sessions ended, keys revoked, no roles',
      holds: (account) =>
        account?.active === 0 &&
        account.open_sessions + account.live_keys === 0 &&
        account.roles === null,
      run: async (session) => {
        const id = await find(session)
        await session.send('PATCH', `/Users/${id}`, {
          schemas: [PATCH],
          Operations: [{ op: 'replace', value: { active: false } }],
        })
      },
    },
  ],
}
