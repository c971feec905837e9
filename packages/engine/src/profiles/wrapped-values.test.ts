import { describe, expect, test } from 'vitest'
import { patchWith, planWith } from '../../test/dialect.ts'
import { wrappedValues } from './wrapped-values.ts'

describe('wrappedValues', () => {
  test('an object with the name of the path is unwrapped', () => {
    const plan = planWith(wrappedValues, [
      { op: 'remove', path: 'members', value: { Members: [{ value: 'u1' }] } },
    ])
    expect(plan).toMatchObject({
      members: { remove: ['u1'] },
      quirks: [{ name: 'wrappedValues', path: 'members' }],
    })
  })

  test.each([
    { op: 'replace', path: 'name', value: { givenName: 'A' } },
    { op: 'add', path: 'emails', value: { value: 'a' } },
    { op: 'add', path: 'emails[type eq "work"]', value: { emails: 1 } },
    { op: 'replace', value: { title: 'a' } },
  ])('%j is left alone', (operation) => {
    expect(
      patchWith(wrappedValues, [operation]).quirks.filter(({ name }) => name === 'wrappedValues'),
    ).toEqual([])
  })
})
