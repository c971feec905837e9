import { describe, expect, test } from 'vitest'
import { formatFilter } from './format-filter.ts'
import { parseFilter } from './parse-filter.ts'

describe('formatFilter', () => {
  test.each([
    'userName eq "bjensen"',
    'userName pr',
    'active eq true',
    'a eq null',
    'a gt -1.5',
    'a eq "\\"\\\\\\n\\ud800é"',
    'name.familyName co "O\'Malley"',
    'urn:ietf:params:scim:schemas:core:2.0:User:name.familyName sw "J"',
    'members[$ref eq "x"]',
    'a pr and b pr and c pr',
    'a pr or b pr and c pr',
    '(a pr or b pr) and c pr',
    'a pr and (b pr or c pr)',
    '(a pr and b pr) and c pr',
    'a pr or (b pr or c pr)',
    'a pr and not (b pr or c pr)',
    'not (not (a pr))',
    'emails[type eq "work" and (value co "x" or value co "y")]',
    'not (emails[type eq "work"])',
  ])('%s stays as it is', (text) => {
    expect(formatFilter(parseFilter(text))).toBe(text)
  })

  test.each([
    ['(a pr)', 'a pr'],
    ['((a PR)) OR (b pr AND c pr)', 'a pr or b pr and c pr'],
    ['not(a   EQ    TRUE)', 'not (a eq true)'],
    ['emails[type eq "work"].value eq "x"', 'emails[type eq "work" and value eq "x"]'],
    ['emails[a pr or b pr].value eq "x"', 'emails[(a pr or b pr) and value eq "x"]'],
    ['a eq "\\u0041\\/"', 'a eq "A/"'],
    ['a eq -0', 'a eq 0'],
  ])('%s becomes %s', (text, expected) => {
    expect(formatFilter(parseFilter(text))).toBe(expected)
  })
})
