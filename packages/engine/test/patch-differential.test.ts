import { UserResourceType } from '@scimwright/types'
import { scimPatch } from 'scim-patch'
import { expect, test } from 'vitest'
import { applyPatch } from '../src/index.ts'
import { barbara, enterprise } from './patching.ts'

// What both read the same way: single paths in their defined letter case, values that are new, filters that match.
test.each([
  [{ op: 'replace', path: 'displayName', value: 'B' }],
  [{ op: 'replace', path: 'active', value: false }],
  [{ op: 'add', path: 'title', value: 'Guide' }],
  [{ op: 'add', path: 'name.middleName', value: 'J' }],
  [{ op: 'replace', path: 'name.givenName', value: 'Bea' }],
  [{ op: 'remove', path: 'name.formatted' }],
  [{ op: 'remove', path: 'displayName' }],
  [{ op: 'remove', path: 'emails' }],
  [{ op: 'remove', path: 'emails[type eq "home"]' }],
  [{ op: 'replace', path: 'emails[type eq "home"].value', value: 'h@example.com' }],
  [{ op: 'add', path: 'emails', value: [{ value: 'o@example.com', type: 'other' }] }],
  [{ op: 'add', value: { nickName: 'BJ', title: 'Guide' } }],
  [{ op: 'replace', value: { displayName: 'B', active: false } }],
  [{ op: 'replace', path: `${enterprise}:department`, value: 'Sales' }],
  [{ op: 'add', path: `${enterprise}:costCenter`, value: '7' }],
  [
    { op: 'remove', path: 'displayName' },
    { op: 'add', path: 'displayName', value: 'Again' },
  ],
])('%j gives what scim-patch gives', (...operations) => {
  const { resource } = applyPatch(barbara, operations, { resourceType: UserResourceType })
  expect(resource).toEqual(
    scimPatch(structuredClone(barbara) as never, structuredClone(operations) as never),
  )
})
