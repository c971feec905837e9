import { describe, expect, test } from 'vitest'
import { caseOperations, patchWith } from '../../test/dialect.ts'
import { jsonValues } from './json-values.ts'

describe('jsonValues', () => {
  test('JSON in the value of a role is the role (entra-patch-036)', () => {
    const { resource, quirks } = patchWith(jsonValues, caseOperations('entra-patch-036'))
    expect(resource).toMatchObject({ roles: [{ value: 'Admin', display: 'Administrator' }] })
    expect(quirks).toMatchObject([{ name: 'jsonValues', path: 'roles' }])
  })

  test.each(['{', '{}', '{"value":5}', '[1]', 'plain'])('%s stays text', (value) => {
    const { resource, quirks } = patchWith(jsonValues, [
      { op: 'add', path: 'roles', value: [{ value }] },
    ])
    expect(resource).toMatchObject({ roles: [{ value }] })
    expect(quirks).toEqual([])
  })

  test('names no schema defines are dropped, parts beside the text stay', () => {
    const value = [
      { value: '{"value":"A","type":"t","nope":1,"__proto__":{"x":1}}', primary: true },
    ]
    const { resource } = patchWith(jsonValues, [{ op: 'add', path: 'roles', value }])
    expect(resource).toMatchObject({ roles: [{ value: 'A', type: 't', primary: true }] })
  })
})
