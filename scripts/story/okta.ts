import { urns } from '@scimwright/types'
import { findUser } from './find-user.ts'
import type { ScimSession } from './scim-session.ts'
import type { Cast } from './step.ts'

const userName = 'jonas.ebert@fjord.example'

const find = (session: ScimSession): Promise<string> =>
  findUser(session, userName, '&startIndex=1&count=100')

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
          schemas: [urns.User, urns.EnterpriseUser],
          userName,
          name: { givenName: 'Jonas', familyName: 'Ebert' },
          emails: [{ primary: true, value: userName, type: 'work' }],
          displayName: 'Jonas Ebert',
          locale: 'en-US',
          externalId: '00u1example0001',
          groups: [],
          password: '1mz050nq',
          active: true,
          [urns.EnterpriseUser]: { department: 'Deck' },
        })
      },
    },
    {
      name: 'group pushed',
      expected: 'the role of the group',
      holds: (account) => account?.roles === 'editor',
      run: async (session) => {
        const { body } = await session.send('POST', '/Groups', {
          schemas: [urns.Group],
          displayName: 'Deck Crew',
          members: [],
        })
        const value = await find(session)
        await session.send('PATCH', `/Groups/${body?.id}`, {
          schemas: [urns.PatchOp],
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
          [urns.EnterpriseUser]: { department: 'Bridge' },
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
          schemas: [urns.PatchOp],
          Operations: [{ op: 'replace', value: { active: false } }],
        })
      },
    },
  ],
}
