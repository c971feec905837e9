import { UserResourceType } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { patchWith } from '../../test/dialect.ts'
import { barbara, enterprise } from '../../test/patching.ts'
import { compileFilter } from '../compile-filter.ts'
import { bareExtensionNames } from './bare-extension-names.ts'
import { entra } from './entra.ts'

describe('bareExtensionNames', () => {
  test.each([
    ['manager', { value: 'm9' }],
    ['Manager.value', 'm9'],
  ])('the path %s is the one of the enterprise extension', (path, value) => {
    const { resource, quirks } = patchWith(bareExtensionNames, [{ op: 'add', path, value }])
    expect(resource).toMatchObject({ [enterprise]: { manager: { value: 'm9' } } })
    expect(quirks).toMatchObject([{ name: 'bareExtensionNames' }])
  })

  test('core names, names with a URN and unknown ones stay as they are', () => {
    for (const path of ['title', `${enterprise}:department`, 'emails[value eq "a:b"].type'])
      expect(
        patchWith(bareExtensionNames, [
          { op: 'add', path: path.replace('a:b', 'home@example.com'), value: 'x' },
        ]).quirks,
      ).toEqual([])
    expect(() => patchWith(bareExtensionNames, [{ op: 'add', path: 'nope', value: 'x' }])).toThrow(
      'names no attribute',
    )
    expect(patchWith(bareExtensionNames, [{ op: 'add', value: { title: 'x' } }]).quirks).toEqual([])
  })

  test('in a filter too, and unknown by the letter', () => {
    const filter = 'id eq "u1" and (manager eq "m1" or not (department pr))'
    const matches = compileFilter(filter, UserResourceType, { profile: entra })
    expect(matches(barbara)).toBe(true)
    expect(
      matches({ ...barbara, [enterprise]: { department: 'D', manager: { value: 'm2' } } }),
    ).toBe(false)
    expect(() => compileFilter(filter, UserResourceType)).toThrow('no attribute `manager`')
  })
})
