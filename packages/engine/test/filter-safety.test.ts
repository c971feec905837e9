import { isScimError, UserResourceType } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import {
  compileFilter,
  formatFilter,
  parseFilter,
  parsePath,
  profiles,
  project,
  sortResources,
} from '../src/index.ts'
import { babs } from './babs.ts'
import { createRandom } from './create-random.ts'
import { withoutPositions } from './filter-arbitrary.ts'
import { freezeDeep } from './freeze-deep.ts'
import { createMutations, recordedFilters } from './mutations.ts'

const inherited = [...Object.getOwnPropertyNames(Object.prototype), 'prototype', 'length', 'map']
const user = freezeDeep(structuredClone(babs))

/** The scimType of the error, or undefined; throws what is no SCIM error. */
const scimTypeOf = (run: () => unknown): string | undefined => {
  try {
    run()
    return undefined
  } catch (error) {
    if (isScimError(error)) return error.scimType
    throw error
  }
}

describe.each(inherited)('the name %s', (name) => {
  const paths = [
    name,
    `name.${name}`,
    `emails.${name}`,
    `urn:x:${name}:y`,
    `urn:${name}:name`,
    `${name}.x`,
  ]

  test('names no attribute in a filter', () => {
    const filters = paths.flatMap((path) => [
      `${path} pr`,
      `${path} eq "x"`,
      `${path} ne null`,
      `not (${path} eq 1)`,
    ])
    for (const filter of [
      ...filters,
      `emails[${name} eq "x"]`,
      `${name}[value pr]`,
      `emails[type pr].${name} pr`,
    ])
      for (const profile of [profiles.rfc, profiles.generic]) {
        const compile = () => compileFilter(filter, UserResourceType, { profile })
        expect(scimTypeOf(compile), filter).toBe('invalidFilter')
      }
  })

  test('selects nothing, and sorts by nothing', () => {
    for (const path of paths) {
      // `__proto__` and its like begin with no letter.
      const isName = scimTypeOf(() => parsePath(path)) === undefined
      const run = () => project(user, UserResourceType, { attributes: [path] })
      if (isName) expect(run()).toEqual({ schemas: user.schemas, id: user.id })
      else expect(scimTypeOf(run)).toBe('invalidPath')
      const sort = () => sortResources([user, user], UserResourceType, { sortBy: path })
      expect(scimTypeOf(sort)).toBe('invalidPath')
    }
  })
})

describe('input of any size', () => {
  const endless = (part: string) => part.repeat(Math.ceil(1_000_000 / part.length))
  const parts = [
    '(',
    'not(',
    'not (',
    'NOT    (',
    'a[',
    'a[b pr].c[',
    'a.',
    '.',
    ':',
    'urn:',
    'urn:x:',
    'a pr and ',
    'a pr or (',
    '"',
    '\\',
    '"\\',
    'a eq "',
    ' ',
    'not ',
    'x',
    '1',
    '-',
    '1e',
    '1.',
    '9',
    'a eq 1',
    '\u0000',
    '\ud800',
    '😀',
    'é',
    ')',
    ']',
    '[]',
    '()',
    'true',
    'a eq -1e1',
  ]
  const heads = ['', 'a eq ', 'a eq "', 'a eq 1', 'a eq 0.', 'urn:', 'a[', 'not', 'not ']

  test.each(parts)('a megabyte of %j is refused', (part) => {
    for (const head of heads) {
      expect(scimTypeOf(() => parseFilter(head + endless(part)))).toBe('invalidFilter')
      expect(scimTypeOf(() => parsePath(head + endless(part)))).toBe('invalidPath')
    }
  })

  test.each(parts)('the longest text of %j is read once, as often as it is sent', (part) => {
    for (const head of heads) {
      const text = (head + endless(part)).slice(0, 4096)
      for (let round = 0; round < 20; round += 1) {
        scimTypeOf(() => compileFilter(text, UserResourceType, { profile: profiles.generic }))
        scimTypeOf(() => parsePath(text.slice(0, 512)))
      }
    }
  })

  test('twenty pairs of alternatives are not multiplied out', () => {
    const pair = '(userName eq "1" or nickName eq "1")'
    const filter = Array.from({ length: 50 }, () => pair).join(' and ')
    expect(compileFilter(filter, UserResourceType)(user)).toBe(false)
  })
})

describe('mutated filters', () => {
  const seeds = [
    ...recordedFilters,
    'userName eq "b" and not (active eq false or emails[type eq "work" and value co "x"])',
    'emails[type eq "work"].value ew "@example.com" or meta.lastModified gt "2026-01-01T00:00:00+01:00"',
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq "26"',
    'schemas eq "urn:x" and name[familyName sw "\\u00c9"]',
  ]
  const words = [
    '(',
    ')',
    '[',
    ']',
    '"',
    '\\',
    '.',
    ':',
    ' ',
    '  ',
    'and',
    ' or ',
    'not',
    'not(',
    ' eq ',
    ' pr',
    'null',
    'true',
    '-',
    '1e9',
    '1e999',
    '\\u0000',
    '\ud800',
    '\u0000',
    'é',
    'urn:',
    '__proto__',
    'constructor',
    '$ref',
    'password',
    'emails',
    'value',
    '2026-01-01T00:00:00Z',
    '\t',
    '\n',
  ]

  test('50,000 of them are read or refused; what is read is printed and read again', () => {
    const { pick, mutate } = createMutations(20261126)
    const limits = { maxLength: 100_000 }
    const seen = { read: 0, compiled: 0, refused: 0 }
    for (let round = 0; round < 50_000; round += 1) {
      const text = mutate(pick(seeds), { words, places: 3, longest: 5 })
      const profile = round % 2 ? profiles.rfc : profiles.generic
      const refused = scimTypeOf(() => {
        const filter = parseFilter(text)
        seen.read += 1
        const again = parseFilter(formatFilter(filter), { limits })
        expect(withoutPositions(again), text).toEqual(withoutPositions(filter))
      })
      expect([undefined, 'invalidFilter'], text).toContain(refused)
      const failed = scimTypeOf(() => {
        const matches = compileFilter(text, UserResourceType, { profile })
        expect(typeof matches(user), text).toBe('boolean')
        seen.compiled += 1
      })
      expect([undefined, 'invalidFilter'], text).toContain(failed)
      if (failed) seen.refused += 1
      const path = text.slice(0, 60)
      expect([undefined, 'invalidPath', 'invalidFilter']).toContain(
        scimTypeOf(() => parsePath(path)),
      )
    }
    expect(Math.min(seen.read, seen.compiled, seen.refused)).toBeGreaterThan(5000)
    expect(Object.keys(Object.prototype)).toEqual([])
  }, 30_000)

  test('no error repeats a value', () => {
    const random = createRandom(7644)
    const secret = 'hunter2'
    const filters = [
      `userName eq "${secret}"`,
      `active eq "${secret}"`,
      `emails[value eq "${secret}"].nope eq "${secret}"`,
      `meta.created gt "${secret}"`,
      `userName eq ${secret}`,
      `not (password eq "${secret}")`,
    ]
    let refused = 0
    for (let round = 0; round < 5000; round += 1) {
      const filter = filters[round % filters.length] ?? ''
      const end = filter.lastIndexOf(secret)
      const outside =
        Math.floor(random() * (filter.length - end - secret.length + 1)) + end + secret.length
      const text = filter.slice(0, outside) + words[round % words.length] + filter.slice(outside)
      try {
        compileFilter(text, UserResourceType)
      } catch (error) {
        refused += 1
        expect(JSON.stringify(error) + String(error), text).not.toContain(secret)
      }
    }
    expect(refused).toBeGreaterThan(1000)
  })
})
