import { EnterpriseUser, User } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { badge, resourceType, user } from '../test/badge.ts'
import { applyPatch } from './apply-patch.ts'
import { okta } from './profiles/okta.ts'

const enterprise = EnterpriseUser.id

describe('schemas', () => {
  const employed = {
    ...user,
    schemas: [...user.schemas, enterprise],
    [enterprise]: { department: 'D' },
  }
  const patchEmployed = (...operations: object[]) =>
    applyPatch(employed, operations, { resourceType })

  test('without the URN of an extension take its values away', () => {
    for (const operation of [
      { op: 'remove', path: `schemas[value eq "${enterprise}"]` },
      { op: 'replace', path: 'schemas', value: [User.id, badge.id] },
      { op: 'remove', path: 'schemas', value: [enterprise] },
    ]) {
      const { resource, changes } = patchEmployed(operation)
      expect(resource).toEqual(user)
      expect(changes).toEqual([{ path: `${enterprise}:department`, before: 'D', after: undefined }])
    }
  })

  test('take effect for the operations that follow', () => {
    const { resource } = patchEmployed(
      { op: 'remove', path: 'schemas', value: [enterprise] },
      { op: 'add', path: `${enterprise}:costCenter`, value: '7' },
    )
    expect(resource[enterprise]).toEqual({ costCenter: '7' })
    expect(resource.schemas).toEqual(employed.schemas)
  })

  test('follow an operation at once', () => {
    const { changed } = applyPatch(
      user,
      [
        { op: 'add', path: `${enterprise}:costCenter`, value: '7' },
        { op: 'remove', path: 'schemas', value: [enterprise] },
      ],
      { resourceType },
    )
    expect(changed).toBe(false)
  })

  test('with a URN nobody knows are refused by the letter, passed over in a dialect', () => {
    const operations = [{ op: 'add', path: 'schemas', value: ['urn:x:unknown'] }]
    expect(() => patchEmployed(...operations)).toThrow('names a schema nobody knows')
    const { resource, quirks } = applyPatch(employed, operations, { resourceType, profile: okta })
    expect(resource).toBe(employed)
    expect(quirks).toMatchObject([{ name: 'schemas' }])
  })
})
