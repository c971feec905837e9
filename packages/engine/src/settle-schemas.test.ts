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

  test('stay the same list in any order while extensions come and go or stay', () => {
    const shuffled = { ...employed, schemas: [enterprise, badge.id, User.id] }
    const title = { op: 'add', path: 'title', value: 'T' }
    const named = applyPatch(shuffled, [title], { resourceType }).resource
    expect(named.schemas).toBe(shuffled.schemas)
    const path = `${enterprise}:department`
    const again = [
      { op: 'remove', path },
      { op: 'add', path, value: 'E' },
    ]
    expect(applyPatch(employed, again, { resourceType }).resource.schemas).toEqual(employed.schemas)
    const { schemas: _, ...bare } = employed
    expect(applyPatch(bare, [title], { resourceType }).resource).toEqual({
      ...employed,
      title: 'T',
    })
  })

  test('may be written again as they are', () => {
    const operations = [{ op: 'replace', path: 'schemas', value: [...employed.schemas].reverse() }]
    expect(applyPatch(employed, operations, { resourceType }).resource).toBe(employed)
    const listed = [{ op: 'add', path: 'schemas', value: [enterprise] }]
    expect(applyPatch(user, listed, { resourceType }).changed).toBe(false)
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
