import { isScimError } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { formatPath } from './format-path.ts'
import { parsePath } from './parse-path.ts'

const errorOf = (text: string) => {
  try {
    parsePath(text)
  } catch (error) {
    if (isScimError(error)) return error
    throw error
  }
  throw new Error(`${text} was read`)
}

const isWork = { op: 'eq', path: { name: 'type' }, value: 'work' }

describe('parsePath', () => {
  test.each([
    ['userName', { name: 'userName' }],
    ['name.familyName', { name: 'name', sub: 'familyName' }],
    ['members.$ref', { name: 'members', sub: '$ref' }],
    ['emails[type eq "work"]', { name: 'emails', filter: isWork }],
    ['emails[type eq "work"].value', { name: 'emails', filter: isWork, sub: 'value' }],
    ['urn:x:2.0:User', { urn: 'urn:x:2.0', name: 'User' }],
    ['urn:x:2.0:User:manager.value', { urn: 'urn:x:2.0:User', name: 'manager', sub: 'value' }],
    [
      'urn:x:1.0:U:tags[type eq "work"].v',
      { urn: 'urn:x:1.0:U', name: 'tags', filter: isWork, sub: 'v' },
    ],
  ])('reads %s', (text, path) => {
    expect(parsePath(text)).toMatchObject(path)
    expect(Object.keys(parsePath(text)).sort()).toEqual(Object.keys(path).sort())
    expect(formatPath(parsePath(text))).toBe(text)
  })

  test('a bracket may hold any filter, dots and colons in its strings too', () => {
    const text = 'members[value eq "uuid:a.b]c" and not (type eq "Group" or $ref pr)].display'
    expect(formatPath(parsePath(text))).toBe(text)
    expect(parsePath('roles[value eq "uuid:admin"]')).toMatchObject({
      name: 'roles',
      filter: { value: 'uuid:admin' },
    })
  })

  test('spaces around it do not matter', () => {
    expect(parsePath('  emails[ type eq "work" ].value  ')).toMatchObject({
      name: 'emails',
      sub: 'value',
    })
  })

  test('positions in the bracket are those of the path', () => {
    expect(parsePath('emails[type eq "work"]').filter).toMatchObject({ start: 7, end: 21 })
  })
})

describe('errors name the position and what was expected', () => {
  test.each([
    ['', 0, 'an attribute path'],
    [' ', 1, 'an attribute path'],
    ['1a', 0, 'an attribute path: a name'],
    ['a.b.c', 0, 'an attribute path: a name'],
    ['foo:bar', 0, 'a schema URN before the last ":"'],
    ['a b', 2, '"[", "." or the end of the path'],
    ['a,b', 1, '"[", "." or the end of the path'],
    ['a]', 1, '"[", "." or the end of the path'],
    ['a[b pr]c', 7, 'the end of the path after "]"'],
    ['a[b pr].c d', 10, 'the end of the path after "]"'],
    ['a[b pr].c[d pr]', 9, 'the end of the path after "]"'],
    ['a[b pr].', 8, 'a sub-attribute after "]."'],
    ['a[b pr].1', 8, 'a sub-attribute after "]."'],
    ['a[b pr]. c', 8, 'a sub-attribute after "]."'],
  ])('%j at %i: %s', (text, position, expectation) => {
    const error = errorOf(text)
    expect(error).toMatchObject({ status: 400, scimType: 'invalidPath', section: 'RFC7644 3.5.2' })
    expect(error.detail).toContain(`Path, position ${position}: expected ${expectation}`)
  })

  test.each(['a[', 'a[]', 'a[b]', 'a[b eq]', 'a[b eq "x"', 'a[b eq secret]', 'a[b eq "secret\\"]'])(
    '%j is invalidFilter: what is wrong stands in the bracket',
    (text) => {
      const error = errorOf(text)
      expect(error).toMatchObject({ status: 400, scimType: 'invalidFilter' })
      expect(error.detail).toMatch(/^Filter, position \d+/)
      expect(JSON.stringify(error)).not.toContain('secret')
    },
  )

  test('at most 512 characters', () => {
    expect(parsePath('a'.repeat(512))).toEqual({ name: 'a'.repeat(512) })
    expect(errorOf('a'.repeat(513)).detail).toContain('at most 512 characters; it has 513')
    expect(errorOf('a.'.repeat(40_000)).scimType).toBe('invalidPath')
  })
})
