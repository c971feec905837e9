import { EnterpriseUser, GroupResourceType, User, UserResourceType } from '@scimwright/types'
import { scimPatch } from 'scim-patch'
import { applyPatch, planMembers } from '../src/index.ts'
import { measure, measureTogether } from './measure.ts'

const user = {
  schemas: [User.id, EnterpriseUser.id],
  id: '2819c223-7f76-453a-919d-413861904646',
  externalId: '701984',
  userName: 'barbara.jensen@example.com',
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
  meta: {
    resourceType: 'User',
    created: '2026-01-23T04:56:22Z',
    lastModified: '2026-05-13T04:42:34Z',
    version: 'W/"7"',
  },
}

const cases: Record<string, { op: 'replace'; path?: string; value: unknown }[]> = {
  active: [{ op: 'replace', path: 'active', value: false }],
  'name.givenName': [{ op: 'replace', path: 'name.givenName', value: 'Babette' }],
  'emails[type eq "work"].value': [
    { op: 'replace', path: 'emails[type eq "work"].value', value: 'new@example.com' },
  ],
  'four attributes without a path': [
    {
      op: 'replace',
      value: { displayName: 'B. Jensen', title: 'Guide', nickName: 'BJ', active: false },
    },
  ],
}

/** A line of the result: operations per second, the peer's, and how many times as many. */
export interface PatchResult {
  readonly name: string
  readonly perSecond: number
  readonly peer?: number
  readonly ratio?: number
}

/** PATCH of one User with the input untouched, beside scim-patch in its safe mode. */
export const benchPatch = (): PatchResult[] =>
  Object.entries(cases).map(([name, operations]) => {
    const { ours, peer } = measureTogether({
      ours: () => applyPatch(user, operations, { resourceType: UserResourceType }),
      peer: () => scimPatch(user as never, operations as never, { mutateDocument: false }),
    })
    return { name: `patch ${name}`, perSecond: ours, peer, ratio: ours / peer }
  })

/** Planning of one member change; the size of the group does not enter it. */
export const benchPlan = (): PatchResult[] => {
  const add = [{ op: 'add', path: 'members', value: [{ value: 'u100001' }] }]
  const remove = [{ op: 'remove', path: 'members[value eq "u4711"]' }]
  return Object.entries({ add, remove }).map(([name, operations]) => ({
    name: `plan ${name} one member`,
    perSecond: measure(() => planMembers(operations, { resourceType: GroupResourceType })),
  }))
}
