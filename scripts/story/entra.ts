import { urns } from '@scimwright/types'
import { findUser } from './find-user.ts'
import type { ScimSession } from './scim-session.ts'
import type { Cast } from './step.ts'

const MICROSOFT_GROUP = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group'

const userName = 'mira.solberg@fjord.example'

const find = (session: ScimSession): Promise<string> => findUser(session, userName)

const patch = async (
  session: ScimSession,
  path: string,
  ...Operations: object[]
): Promise<void> => {
  await session.send('PATCH', path, { schemas: [urns.PatchOp], Operations })
}

/** Microsoft Entra ID: capitalised operations, booleans as text, paths with URNs and filters, a delete in the end. */
export const entra: Cast = {
  profile: 'entra',
  provider: 'MICROSOFT_AD',
  headers: { 'content-type': 'application/scim+json; charset=utf-8' },
  userName,
  remains: false,
  steps: [
    {
      name: 'hired',
      expected: 'an active account, signed in',
      holds: (account) => account?.active === 1 && account.open_sessions === 1,
      run: async (session) => {
        await find(session)
        await session.send('POST', '/Users', {
          schemas: [urns.User, urns.EnterpriseUser],
          externalId: 'mira.solberg',
          userName,
          active: true,
          displayName: 'Mira Solberg',
          emails: [{ primary: true, type: 'work', value: userName }],
          meta: { resourceType: 'User' },
          name: { formatted: 'Mira Solberg', familyName: 'Solberg', givenName: 'Mira' },
          [urns.EnterpriseUser]: { department: 'Logistics' },
        })
      },
    },
    {
      name: 'group pushed',
      expected: 'the role of the group',
      holds: (account) => account?.roles === 'admin',
      run: async (session) => {
        const { body } = await session.send('POST', '/Groups', {
          schemas: [urns.Group, MICROSOFT_GROUP],
          externalId: '8aa1a0c0-0000-4bc0-b4a5-2ef676900001',
          displayName: 'Harbour Ops',
          meta: { resourceType: 'Group' },
        })
        const value = await find(session)
        await patch(session, `/Groups/${body?.id}`, {
          op: 'Add',
          path: 'members',
          value: [{ $ref: null, value }],
        })
      },
    },
    {
      name: 'transferred',
      expected: 'the new department',
      holds: (account) => account?.department === 'Harbour Ops',
      run: async (session) => {
        const id = await find(session)
        await patch(
          session,
          `/Users/${id}`,
          { op: 'Replace', path: `${urns.EnterpriseUser}:department`, value: 'Harbour Ops' },
          { op: 'Add', path: 'phoneNumbers[type eq "mobile"].value', value: '+4790000001' },
        )
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
        await patch(session, `/Users/${id}`, { op: 'Replace', path: 'active', value: 'False' })
      },
    },
    {
      name: 'deleted',
      expected: 'a closed account',
      holds: (account) => account?.deleted === 1,
      run: async (session) => {
        const id = await find(session)
        await session.send('DELETE', `/Users/${id}`)
      },
    },
  ],
}
