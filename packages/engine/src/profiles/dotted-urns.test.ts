import { describe, expect, test } from 'vitest'
import { patchWith } from '../../test/dialect.ts'
import { enterprise } from '../../test/patching.ts'
import { dottedUrns } from './dotted-urns.ts'

describe('dottedUrns', () => {
  test.each([enterprise, enterprise.toUpperCase()])(
    '%s.department is read (entra-patch-044)',
    (urn) => {
      const { resource, quirks } = patchWith(dottedUrns, [
        { op: 'Replace', path: `${urn}.department`, value: 'Hull' },
      ])
      expect(resource).toMatchObject({ [enterprise]: { department: 'Hull' } })
      expect(quirks).toMatchObject([{ name: 'dottedUrns', path: enterprise }])
    },
  )

  test('the URN of the core schema too, and right paths stay as they are', () => {
    const core = 'urn:ietf:params:scim:schemas:core:2.0:User'
    expect(
      patchWith(dottedUrns, [{ op: 'add', path: `${core}.title`, value: 'x' }]).resource,
    ).toMatchObject({ title: 'x' })
    for (const path of [`${enterprise}:department`, 'name.givenName'])
      expect(patchWith(dottedUrns, [{ op: 'add', path, value: 'x' }]).quirks).toEqual([])
    expect(patchWith(dottedUrns, [{ op: 'replace', value: { title: 'y' } }]).quirks).toEqual([])
  })
})
