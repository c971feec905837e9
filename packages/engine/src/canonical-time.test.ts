import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalOrder, NOT_CANONICAL, orderOfInstant } from './canonical-time.ts'
import { parseDateTime } from './date-time.ts'

const moment = fc.date({
  min: new Date('0000-01-01T00:00:00Z'),
  max: new Date('9999-12-31T23:59:59Z'),
  noInvalidDate: true,
})

test('texts in the canonical form order like their moments', () => {
  fc.assert(
    fc.property(moment, moment, (one, other) => {
      const seconds = [one, other].map((date) => Math.floor(date.getTime() / 1000))
      const orders = [one, other].map((date) => canonicalOrder(date.toISOString()))
      fc.pre(!orders.includes(NOT_CANONICAL))
      expect(Math.sign((orders[0] ?? 0) - (orders[1] ?? 0))).toBe(
        Math.sign((seconds[0] ?? 0) - (seconds[1] ?? 0)),
      )
    }),
    { numRuns: 5000, seed: 7643 },
  )
})

test('whatever it reads is a dateTime, and the order of that moment', () => {
  const character = fc.constantFrom(...'0123456789-:.TZtz+ é')
  const mangled = fc
    .tuple(moment, fc.nat(30), fc.string({ unit: character, maxLength: 3 }), fc.boolean())
    .map(([date, at, text, replaces]) => {
      const whole = date.toISOString()
      return whole.slice(0, at) + text + whole.slice(at + (replaces ? text.length : 0))
    })
  fc.assert(
    fc.property(mangled, (text) => {
      const order = canonicalOrder(text)
      if (order === NOT_CANONICAL) return
      const instant = parseDateTime(text)
      expect(instant && orderOfInstant(instant)).toBe(order)
    }),
    { numRuns: 20_000, seed: 7643 },
  )
})

test.each([
  '2024-02-29T00:00:00Z',
  '2026-04-31T00:00:00Z',
  '2026-01-01T24:00:00Z',
  '2026-01-01T00:00:60Z',
  '2026-01-01T00:00:00.Z',
  '2026-01-01T00:00:00z',
  '2026-01-01T00:00:00+00:00',
  '2026-01-01T00:00:00',
  `2026-01-01T00:00:00.${'1'.repeat(44)}Z`,
  '',
])('%j is left to the calendar', (text) => {
  expect(canonicalOrder(text)).toBe(NOT_CANONICAL)
})
