import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fold } from './fold.ts'
import { endsWithFolded, equalsFolded, includesFolded, startsWithFolded } from './folded-text.ts'

const unit = fc.constantFrom(
  'a',
  'A',
  'k',
  'K',
  '\u212a',
  'e',
  '\u0301',
  '\u00e9',
  '\u00c9',
  'ß',
  '\u0130',
  'i',
  '1',
  '\u{1f600}',
)
const text = fc.string({ unit, maxLength: 5 })

describe('the shortcuts give what folding both texts gives', () => {
  test('for equality', () => {
    fc.assert(
      fc.property(text, text, (literal, stored) => {
        expect(equalsFolded(fold(literal))(stored)).toBe(fold(stored) === fold(literal))
      }),
      { numRuns: 5000, seed: 7643 },
    )
  })

  test('for the beginning', () => {
    fc.assert(
      fc.property(text, text, (literal, stored) => {
        expect(startsWithFolded(fold(literal))(stored)).toBe(fold(stored).startsWith(fold(literal)))
      }),
      { numRuns: 5000, seed: 7643 },
    )
  })

  test('for the end and the middle', () => {
    fc.assert(
      fc.property(text, text, text, (before, literal, after) => {
        for (const stored of [
          before,
          before + literal,
          before + literal + after,
          literal + after,
        ]) {
          const folded = fold(stored)
          expect(endsWithFolded(fold(literal))(stored)).toBe(folded.endsWith(fold(literal)))
          expect(includesFolded(fold(literal))(stored)).toBe(folded.includes(fold(literal)))
        }
      }),
      { numRuns: 5000, seed: 7643 },
    )
  })

  test('for every text against itself in other letters', () => {
    fc.assert(
      fc.property(text, text, (one, more) => {
        for (const stored of [one, one.toUpperCase(), one.normalize('NFD'), one.normalize('NFC')]) {
          expect(equalsFolded(fold(one))(stored)).toBe(fold(stored) === fold(one))
          const longer = stored + more
          expect(startsWithFolded(fold(one))(longer)).toBe(fold(longer).startsWith(fold(one)))
        }
      }),
      { numRuns: 3000, seed: 7643 },
    )
  })
})

test.each([
  ['ABC', 'abc'],
  ['e\u0301', '\u00e9'],
  ['\u00c9', '\u00e9'],
  ['\u212a', 'k'],
  ['', ''],
])('fold of %j is %j', (given, folded) => {
  expect(fold(given)).toBe(folded)
})
