import { describe, expect, test } from 'vitest'
import { patchWith } from '../../test/dialect.ts'
import { enterprise } from '../../test/patching.ts'
import { singleElementArrays } from './single-element-arrays.ts'

describe('singleElementArrays', () => {
  test('an array of one is its element for a single value (entra-patch-028)', () => {
    const { resource, quirks } = patchWith(singleElementArrays, [
      { op: 'replace', path: 'displayName', value: ['Augusta'] },
      { op: 'replace', path: `${enterprise}:manager`, value: [{ value: 'm2' }] },
    ])
    expect(resource).toMatchObject({
      displayName: 'Augusta',
      [enterprise]: { manager: { value: 'm2' } },
    })
    expect(quirks.map(({ path }) => path)).toEqual(['displayName', `${enterprise}:manager`])
  })

  test('an array of two is none, and many values stay many', () => {
    expect(() =>
      patchWith(singleElementArrays, [{ op: 'replace', path: 'title', value: ['a', 'b'] }]),
    ).toThrow('title: must be a string')
    expect(
      patchWith(singleElementArrays, [{ op: 'replace', path: 'emails', value: [{ value: 'a' }] }])
        .quirks,
    ).toEqual([])
  })
})
