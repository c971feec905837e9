import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compareCodePoints } from './compare-code-points.ts'

test.each([
  ['', '', 0],
  ['a', 'a', 0],
  ['', 'a', -1],
  ['a', 'ab', -1],
  ['b', 'ab', 1],
  ['Z', 'a', -1],
  ['é', 'z', 1],
  ['\uffff', '\u{10000}', -1],
  ['\u{1f600}', '\ufb00', 1],
  ['\u{1f600}a', '\u{1f600}b', -1],
  ['\u{1f600}', '\u{1f601}', -1],
  ['\ue000', '\ud7ff', 1],
  ['a\u{1f600}', 'a\ue000', 1],
])('%j against %j is %i', (one, other, order) => {
  expect(Math.sign(compareCodePoints(one, other))).toBe(order)
  expect(Math.sign(compareCodePoints(other, one))).toBe(0 - order)
})

test('orders as the lists of code points are ordered', () => {
  const points = (text: string) => Array.from(text, (character) => character.codePointAt(0) ?? 0)
  const expected = (one: number[], other: number[]): number => {
    const at = one.findIndex((point, index) => point !== other[index])
    if (at < 0) return one.length - other.length
    return at < other.length ? (one[at] ?? 0) - (other[at] ?? 0) : 1
  }
  const text = fc.string({ unit: 'binary', maxLength: 4 })
  fc.assert(
    fc.property(text, text, (one, other) => {
      expect(Math.sign(compareCodePoints(one, other))).toBe(
        Math.sign(expected(points(one), points(other))),
      )
    }),
    { numRuns: 2000, seed: 7643 },
  )
})
