import { describe, expect, test } from 'vitest'
import { bodyWith } from '../../test/dialect.ts'
import { singleElementArrays } from './single-element-arrays.ts'
import { singleValues } from './single-values.ts'

describe('singleValues', () => {
  test('one object is an array of one (onelogin-create-003)', () => {
    const { resource, quirks } = bodyWith(singleValues, { emails: { value: 'a@example.com' } })
    expect(resource).toMatchObject({ emails: [{ value: 'a@example.com' }] })
    expect(quirks).toMatchObject([{ name: 'singleValues', path: 'emails' }])
  })

  test('null and arrays are left alone', () => {
    expect(bodyWith(singleValues, { emails: null, roles: [{ value: 'r' }] }).quirks).toEqual([])
    expect(() => bodyWith(singleElementArrays, { emails: { value: 'a' } })).toThrow(
      'emails: is multi-valued',
    )
  })
})
