import { describe, expect, test } from 'vitest'
import { bodyWith, patchWith } from '../../test/dialect.ts'
import { booleanStrings } from './boolean-strings.ts'

describe('booleanStrings', () => {
  test.each([
    ['False', false],
    ['true', true],
    ['TRUE', true],
  ])('%s is %s (entra-patch-001)', (value, active) => {
    const { resource, quirks } = patchWith(booleanStrings, [
      { op: 'Replace', path: 'active', value },
    ])
    expect(resource.active).toBe(active)
    expect(quirks).toMatchObject([{ name: 'booleanStrings', path: 'active' }])
  })

  test('in a filter of a path as well (entra-patch-034)', () => {
    const path = 'emails[primary eq "True"].value'
    const { resource, quirks } = patchWith(booleanStrings, [{ op: 'Replace', path, value: 'n' }])
    expect(resource.emails[0]).toMatchObject({ value: 'n', primary: true })
    expect(quirks).toMatchObject([{ name: 'booleanStrings', path: 'emails.primary' }])
  })

  test('text of attributes that are no booleans stays, and "yes" is no boolean', () => {
    const { resource } = patchWith(booleanStrings, [{ op: 'add', path: 'title', value: 'True' }])
    expect(resource).toMatchObject({ title: 'True' })
    expect(() => patchWith(booleanStrings, [{ op: 'add', path: 'active', value: 'yes' }])).toThrow(
      'active: must be true or false',
    )
  })

  test('in bodies (onelogin-put-003)', () => {
    const { resource } = bodyWith(booleanStrings, {
      active: 'false',
      emails: [{ value: 'a', primary: 'True' }],
    })
    expect(resource).toMatchObject({ active: false, emails: [{ primary: true }] })
  })
})
