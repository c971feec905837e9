import { describe, expect, test } from 'vitest'
import { patchWith, planWith } from '../../test/dialect.ts'
import { displayNames } from './display-names.ts'

describe('displayNames', () => {
  test('displayName of a member is its display (entra-group-015)', () => {
    const plan = planWith(displayNames, [
      { op: 'add', path: 'members', value: [{ displayName: 'User One', value: 'u1' }] },
    ])
    expect(plan?.members?.add).toEqual([{ value: 'u1', display: 'User One' }])
    expect(plan?.quirks).toMatchObject([{ name: 'displayNames', path: 'members' }])
  })

  test('a display that is given wins, and other values are left alone', () => {
    const plan = planWith(displayNames, [
      { op: 'add', path: 'members', value: [{ displayName: 'A', display: 'B', value: 'u1' }] },
    ])
    expect(plan?.members?.add).toEqual([{ value: 'u1', display: 'B' }])
    const { resource } = patchWith(displayNames, [{ op: 'replace', value: { displayName: 'C' } }])
    expect(resource.displayName).toBe('C')
  })
})
