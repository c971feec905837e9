import { isScimError } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { parseFilter } from './parse-filter.ts'

const errorOf = (text: string, options?: Parameters<typeof parseFilter>[1]) => {
  try {
    parseFilter(text, options)
  } catch (error) {
    if (isScimError(error)) return error
    throw error
  }
  throw new Error(`${text} was read`)
}

const term = (name: string) => ({ op: 'pr', path: { name } })

describe('the tree', () => {
  test('has the position of every node', () => {
    const text = 'userName sw "b" and not (active eq false or emails[type eq "work"])'
    expect(parseFilter(text)).toEqual({
      op: 'and',
      start: 0,
      end: 67,
      filters: [
        { op: 'sw', path: { name: 'userName' }, value: 'b', start: 0, end: 15 },
        {
          op: 'not',
          start: 20,
          end: 67,
          filter: {
            op: 'or',
            start: 25,
            end: 66,
            filters: [
              { op: 'eq', path: { name: 'active' }, value: false, start: 25, end: 40 },
              {
                op: 'valuePath',
                path: { name: 'emails' },
                start: 44,
                end: 66,
                filter: { op: 'eq', path: { name: 'type' }, value: 'work', start: 51, end: 65 },
              },
            ],
          },
        },
      ],
    })
  })

  test.each(['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le'])(
    '%s in any letter case',
    (op) => {
      for (const written of [op, op.toUpperCase(), op.charAt(0).toUpperCase() + op.slice(1)])
        expect(parseFilter(`a ${written} "x"`)).toMatchObject({ op, value: 'x' })
    },
  )

  test('and binds closer than or, and chains are flat', () => {
    expect(parseFilter('a pr or b pr and c pr or d pr')).toMatchObject({
      op: 'or',
      filters: [term('a'), { op: 'and', filters: [term('b'), term('c')] }, term('d')],
    })
    expect(parseFilter('a pr and b pr and c pr')).toMatchObject({
      op: 'and',
      filters: [term('a'), term('b'), term('c')],
    })
  })

  test('parentheses group and leave no node; nested chains of one operator stay nested', () => {
    expect(parseFilter('((a pr))')).toMatchObject(term('a'))
    expect(parseFilter('(a pr or b pr) and c pr')).toMatchObject({
      op: 'and',
      filters: [{ op: 'or', filters: [term('a'), term('b')] }, term('c')],
    })
    expect(parseFilter('a pr and (b pr and c pr)')).toMatchObject({
      op: 'and',
      filters: [term('a'), { op: 'and', filters: [term('b'), term('c')] }],
    })
  })

  test.each(['not(a pr)', 'not (a pr)', 'NOT   ( a pr )'])('%s negates', (text) => {
    expect(parseFilter(text)).toMatchObject({ op: 'not', filter: term('a') })
  })

  test('words of operators are names where a name stands', () => {
    expect(parseFilter('not pr')).toMatchObject(term('not'))
    expect(parseFilter('and pr and or pr')).toMatchObject({
      op: 'and',
      filters: [term('and'), term('or')],
    })
    expect(parseFilter('eq eq "eq"')).toMatchObject({ op: 'eq', path: { name: 'eq' }, value: 'eq' })
    expect(parseFilter('notes pr')).toMatchObject(term('notes'))
  })

  test.each([
    ['true', true],
    ['False', false],
    ['NULL', null],
    ['0', 0],
    ['-12', -12],
    ['1.5', 1.5],
    ['-2.5e3', -2500],
    ['1E+2', 100],
    ['1e10', 1e10],
    ['12e-1', 1.2],
    ['""', ''],
    ['"a b"', 'a b'],
    ['"(]) and or"', '(]) and or'],
    ['"\\"\\\\\\/\\b\\f\\n\\r\\t"', '"\\/\b\f\n\r\t'],
    ['"\\u00e9\\ud83d\\ude00"', 'é😀'],
    ['"é😀"', 'é😀'],
    ['"\\ud800"', '\ud800'],
    ['"\u007f"', '\u007f'],
  ])('reads the value %s', (text, value) => {
    expect(parseFilter(`a eq ${text}`)).toMatchObject({ value, start: 0, end: text.length + 5 })
    expect(parseFilter(`(a eq ${text})`)).toMatchObject({ value })
    expect(parseFilter(`e[a eq ${text}]`)).toMatchObject({ filter: { value } })
    expect(parseFilter(`a eq ${text} and b pr`)).toMatchObject({ filters: [{ value }, term('b')] })
  })

  test.each([
    ['a', { name: 'a' }],
    ['$ref', { name: '$ref' }],
    ['$REF', { name: '$REF' }],
    ['a.b', { name: 'a', sub: 'b' }],
    ['a.$ref', { name: 'a', sub: '$ref' }],
    ['a-b_c$1', { name: 'a-b_c$1' }],
    ['urn:x:y', { urn: 'urn:x', name: 'y' }],
    ['URN:X:y', { urn: 'URN:X', name: 'y' }],
    ['urn:x:2.0:User:y.z', { urn: 'urn:x:2.0:User', name: 'y', sub: 'z' }],
    ['urn:x-y:a%20b/~+@=_:2.0:y', { urn: 'urn:x-y:a%20b/~+@=_:2.0', name: 'y' }],
  ])('reads the attribute %s', (text, path) => {
    expect(parseFilter(`${text} pr`)).toEqual({ op: 'pr', path, start: 0, end: text.length + 3 })
    expect(parseFilter(`${text}[b pr]`)).toMatchObject({ op: 'valuePath', path })
  })

  test('a comparison after the bracket joins its terms', () => {
    expect(parseFilter('e[t eq "w"].v eq "x"')).toEqual({
      op: 'valuePath',
      path: { name: 'e' },
      start: 0,
      end: 20,
      filter: {
        op: 'and',
        start: 2,
        end: 20,
        filters: [
          { op: 'eq', path: { name: 't' }, value: 'w', start: 2, end: 10 },
          { op: 'eq', path: { name: 'v' }, value: 'x', start: 12, end: 20 },
        ],
      },
    })
    expect(parseFilter('e[a pr and b pr].c pr')).toMatchObject({
      filter: { op: 'and', filters: [term('a'), term('b'), term('c')] },
    })
    expect(parseFilter('e[a pr or b pr].c pr')).toMatchObject({
      filter: { op: 'and', filters: [{ op: 'or' }, term('c')] },
    })
  })

  test('no space is needed beside a parenthesis', () => {
    expect(parseFilter('(a pr)and(b pr)or(c pr)')).toMatchObject({
      op: 'or',
      filters: [{ op: 'and', filters: [term('a'), term('b')] }, term('c')],
    })
  })
})

describe('limits are held while reading', () => {
  test('4,096 characters', () => {
    const text = `a eq "${'x'.repeat(4089)}"`
    expect(text).toHaveLength(4096)
    expect(parseFilter(text)).toMatchObject({ op: 'eq' })
    expect(errorOf(`${text} `).detail).toContain('at most 4096 characters; it has 4097')
    expect(errorOf('('.repeat(1_000_000)).detail).toContain('at most 4096 characters')
    expect(errorOf('a pr', { limits: { maxLength: 3 } }).detail).toContain('at most 3 characters')
  })

  test('20 levels of parentheses, `not` and brackets', () => {
    const nested = (depth: number) => `${'('.repeat(depth)}a pr${')'.repeat(depth)}`
    expect(parseFilter(nested(20))).toMatchObject(term('a'))
    expect(errorOf(nested(21)).detail).toContain(
      'position 21: expected nesting of at most 20 levels',
    )
    const negated = (depth: number) => `${'not ('.repeat(depth)}a pr${')'.repeat(depth)}`
    expect(parseFilter(negated(10))).toMatchObject({ op: 'not' })
    expect(errorOf(negated(11)).detail).toContain('nesting of at most 20 levels')
    const bracketed = (depth: number) => `${'e['.repeat(depth)}a pr${']'.repeat(depth)}`
    expect(parseFilter(bracketed(20))).toMatchObject({ op: 'valuePath' })
    expect(errorOf(bracketed(21)).detail).toContain('nesting of at most 20 levels')
    expect(errorOf('((a pr))', { limits: { maxDepth: 1 } }).detail).toContain('at most 1 levels')
  })

  test('levels are given back: many groups side by side are not deep', () => {
    const text = Array.from({ length: 30 }, () => 'not (e[a pr])').join(' or ')
    expect(parseFilter(text)).toMatchObject({ op: 'or' })
  })

  test('100 terms, also those in brackets and after them', () => {
    const terms = (count: number) => Array.from({ length: count }, () => 'a pr').join(' or ')
    expect(parseFilter(terms(100))).toMatchObject({ op: 'or' })
    expect(errorOf(terms(101)).detail).toContain('at most 100 terms')
    expect(parseFilter(`e[${terms(99)}].b pr`)).toMatchObject({ op: 'valuePath' })
    expect(errorOf(`e[${terms(100)}].b pr`).detail).toContain('at most 100 terms')
    expect(errorOf(terms(3), { limits: { maxTerms: 2 } }).detail).toContain('at most 2 terms')
  })

  test('512 characters of an attribute path', () => {
    const urn = `urn:${'x'.repeat(506)}:`
    expect(parseFilter(`${urn}a pr`)).toMatchObject({ path: { name: 'a' } })
    expect(errorOf(`${urn}ab pr`).detail).toContain('at most 512 characters')
  })
})

describe('strings without quotes', () => {
  test('are read and told when it is asked for', () => {
    let told = 0
    const onUnquoted = () => {
      told += 1
    }
    const options = { onUnquoted }
    expect(parseFilter('a eq bjensen', options)).toMatchObject({ value: 'bjensen', end: 12 })
    expect(parseFilter('(a eq b.j@x.org)', options)).toMatchObject({ value: 'b.j@x.org' })
    expect(parseFilter('e[a eq 12x]', options)).toMatchObject({ filter: { value: '12x' } })
    expect(told).toBe(3)
    expect(parseFilter('a eq "q" and b eq 5 and c eq true', options)).toMatchObject({ op: 'and' })
    expect(told).toBe(3)
  })

  test.each([
    'a eq ',
    'a eq "b',
    'a eq b"c',
    'a eq b(c',
    'a eq b[c',
    'a eq (b',
    'a eq [b',
    'a eq )',
  ])('%s is still none', (text) => {
    expect(errorOf(text, { onUnquoted: () => {} }).scimType).toBe('invalidFilter')
  })
})
