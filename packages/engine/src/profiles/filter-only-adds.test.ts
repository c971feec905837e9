import { describe, expect, test } from 'vitest'
import { patchWith, planWith } from '../../test/dialect.ts'
import { filterOnlyAdds } from './filter-only-adds.ts'

describe('filterOnlyAdds', () => {
  test('an add without a value makes the member its brackets name (bitwarden-patch-001)', () => {
    const plan = planWith(filterOnlyAdds, [{ op: 'add', path: 'members[value eq "u7"]' }])
    expect(plan).toMatchObject({
      members: { add: [{ value: 'u7' }] },
      quirks: [{ name: 'filterOnlyAdds', path: 'members' }],
    })
  })

  test('every other operation is left alone', () => {
    for (const operation of [
      { op: 'add', path: 'emails[type eq "work"]', value: { display: 'x' } },
      { op: 'remove', path: 'emails[type eq "work"]' },
      { op: 'add', path: 'title', value: 'x' },
      { op: 'add', value: { title: 'x' } },
    ])
      expect(patchWith(filterOnlyAdds, [operation]).quirks).toEqual([])
    expect(() =>
      patchWith(filterOnlyAdds, [{ op: 'add', path: 'emails[type eq "work"].value' }]),
    ).toThrow('needs a value')
  })
})
