import { describe, expect, test } from 'vitest'
import { patchWith } from '../../test/dialect.ts'
import { barbara, enterprise } from '../../test/patching.ts'
import { pathKeys } from './path-keys.ts'

describe('pathKeys', () => {
  test('dotted and URN keys are paths, filtered ones too, in any letter case (entra-flag-002)', () => {
    const value = {
      title: 'T',
      'Name.GivenName': 'A',
      [`${enterprise}:employeeNumber`]: '1',
      'emails[type eq "home"].value': 'h',
    }
    const { resource, quirks } = patchWith(pathKeys, [{ op: 'replace', value }])
    expect(resource).toMatchObject({
      title: 'T',
      name: { ...barbara.name, givenName: 'A' },
      [enterprise]: { department: 'Tours', employeeNumber: '1' },
      emails: [barbara.emails[0], { value: 'h', type: 'home' }],
    })
    expect(quirks).toMatchObject([
      { name: 'pathKeys', path: 'Name.GivenName' },
      { name: 'pathKeys', path: `${enterprise}:employeeNumber` },
      { name: 'pathKeys', path: 'emails[…].value' },
    ])
  })

  test('a whole extension, plain names and keys that are no path stay keys', () => {
    const { quirks } = patchWith(pathKeys, [
      { op: 'replace', value: { [enterprise]: { department: 'D' }, title: 'x' } },
    ])
    expect(quirks).toEqual([])
    for (const key of ['no.such', 'a[', 'urn:x:y'])
      expect(() => patchWith(pathKeys, [{ op: 'replace', value: { [key]: 'x' } }])).toThrow(
        'no schema defines',
      )
  })
})
