import { describe, expect, test } from 'vitest'
import { bodyWith, patchWith } from '../../test/dialect.ts'
import { enterprise } from '../../test/patching.ts'
import { emptyValues } from './empty-values.ts'

describe('emptyValues', () => {
  test.each(['', { value: '' }, { value: null }])(
    'the manager %j is none (entra-patch-053)',
    (value) => {
      const { resource, quirks } = patchWith(emptyValues, [
        { op: 'replace', path: `${enterprise}:manager`, value },
      ])
      expect(resource[enterprise]).toEqual({ department: 'Tours' })
      expect(quirks.map(({ name }) => name)).toContain('emptyValues')
    },
  )

  test('empty text at a path clears it, also where nothing is (entra-patch-047)', () => {
    const { resource } = patchWith(emptyValues, [{ op: 'replace', path: 'displayName', value: '' }])
    expect(resource).not.toHaveProperty('displayName')
    const none = patchWith(emptyValues, [{ op: 'replace', path: 'title', value: '' }])
    expect(none.changed).toBe(false)
    const nothing = patchWith(emptyValues, [{ op: 'replace', path: 'title', value: null }])
    expect(nothing).toMatchObject({ changed: false, quirks: [] })
  })

  test('in bodies; text of a simple attribute stays empty text', () => {
    const { resource } = bodyWith(emptyValues, {
      name: { givenName: '' },
      title: '',
      emails: [{ value: '' }, { value: 'a' }],
    })
    expect(resource).toMatchObject({ title: '', emails: [{ value: 'a' }] })
    expect(resource).not.toHaveProperty('name')
  })
})
