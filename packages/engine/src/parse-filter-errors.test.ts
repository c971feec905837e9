import { isScimError } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { parseFilter } from './parse-filter.ts'

const errorOf = (text: string) => {
  try {
    parseFilter(text)
  } catch (error) {
    if (isScimError(error)) return error
    throw error
  }
  throw new Error(`${text} was read`)
}

describe('errors name the position and what was expected', () => {
  test.each([
    ['', 0, 'an attribute, "(" or `not (`'],
    ['   ', 3, 'an attribute, "(" or `not (`'],
    ['userName', 8, 'an operator after `userName`'],
    ['userName ', 9, 'an operator after `userName`'],
    ['name.givenName', 14, 'an operator after `givenName`'],
    ['userName xx "secret"', 9, 'an operator after `userName`'],
    ['userName eqq "secret"', 9, 'an operator after `userName`'],
    ['userName e "secret"', 9, 'an operator after `userName`'],
    ['userName "secret"', 9, 'an operator after `userName`'],
    ['userName eq', 11, 'a space and a value after `eq`'],
    ['userName eq"secret"', 11, 'a space and a value after `eq`'],
    ['userName eq ', 12, 'a value: a string in double quotes, a number, true, false or null'],
    ['userName eq secret', 12, 'a value: a string in double quotes, a number, true, false or null'],
    ['userName eq trues', 12, 'a value: a string in double quotes, a number, true, false or null'],
    [
      "userName eq 'secret'",
      12,
      'a value: a string in double quotes, a number, true, false or null',
    ],
    ['userName eq "secret', 12, 'a closing quote of the string'],
    ['userName eq "secret\\"', 12, 'a closing quote of the string'],
    ['userName eq "secret\\', 12, 'a closing quote of the string'],
    ['userName eq "\\secret"', 12, 'a JSON string: an escape in it is none'],
    ['userName eq "\\u12x4"', 12, 'a JSON string: an escape in it is none'],
    ['userName eq "secret\nx"', 19, 'control characters in strings escaped'],
    ['userName eq "x" and', 19, 'an attribute, "(" or `not (`'],
    ['userName eq "x" secret', 16, '`and`, `or` or the end of the filter'],
    ['userName eq "x" andy pr', 16, '`and`, `or` or the end of the filter'],
    ['userName eq "x"and a pr', 15, '`and`, `or` or the end of the filter'],
    ['userName eq "x"\tand a pr', 15, '`and`, `or` or the end of the filter'],
    ['a eq -1e999 ', 5, 'a number of at most 1.8e308'],
    ['userName pr)', 11, '`and`, `or` or the end of the filter'],
    ['(userName pr', 12, '`and`, `or` or ")" to close what was opened'],
    ['(userName pr]', 12, '`and`, `or` or ")" to close what was opened'],
    ['emails[type eq "work"', 21, '`and`, `or` or "]" to close what was opened'],
    ['emails[type eq "work")', 21, '`and`, `or` or "]" to close what was opened'],
    ['emails[]', 7, 'an attribute, "(" or `not (`'],
    ['emails[a pr].', 13, 'a sub-attribute after "]."'],
    ['emails[a pr].b', 14, 'an operator after `b`'],
    ['()', 1, 'an attribute, "(" or `not (`'],
    ['not ()', 5, 'an attribute, "(" or `not (`'],
    ['not a pr', 4, 'an operator after `not`'],
  ])('%j at %i: %s', (text, position, expectation) => {
    const error = errorOf(text)
    expect(error.status).toBe(400)
    expect(error.scimType).toBe('invalidFilter')
    expect(error.section).toBe('RFC7644 3.4.2.2')
    expect(error.detail).toContain(`position ${position}: expected ${expectation}`)
    expect(JSON.stringify(error)).not.toContain('secret')
  })

  test.each([
    '1a pr',
    '.a pr',
    'a. pr',
    'a.b.c pr',
    'a..b pr',
    '-a pr',
    'a.1 pr',
    'urn:x: pr',
    'urn:x pr',
    'urn:x.y pr',
    ':a pr',
    'foo:bar pr',
    'a/b pr',
    'a.$x pr',
    '$refs pr',
    'e[a pr].1b pr',
    'e[a pr].b.c pr',
    '"a" pr',
    'é pr',
  ])('%j has no attribute', (text) => {
    expect(errorOf(text).scimType).toBe('invalidFilter')
  })

  test.each([
    '01',
    '-',
    '+1',
    '.5',
    '1.',
    '1e',
    '1e+',
    '0x1',
    '1_000',
    '--1',
    'NaN',
    'Infinity',
    '1e999',
    '-1e999',
    '{}',
    '[]',
    '{"a":1}',
  ])('the value %s is none', (value) => {
    expect(errorOf(`a eq ${value}`).scimType).toBe('invalidFilter')
  })
})
