import { describe, expect, test } from 'vitest'
import { bodyWith } from '../../test/dialect.ts'
import { numbersAsStrings } from './numbers-as-strings.ts'

describe('numbersAsStrings', () => {
  test('a number for a text is its text (okta-create-007)', () => {
    const { resource, quirks } = bodyWith(numbersAsStrings, {
      externalId: 4471,
      emails: [{ value: 7 }],
    })
    expect(resource).toMatchObject({ externalId: '4471', emails: [{ value: '7' }] })
    expect(quirks).toMatchObject([
      { name: 'numbersAsStrings', path: 'externalId' },
      { path: 'emails.value' },
    ])
  })

  test('a number for a boolean stays one', () => {
    expect(() => bodyWith(numbersAsStrings, { active: 1 })).toThrow('active: must be true or false')
  })
})
