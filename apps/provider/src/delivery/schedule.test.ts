import { describe, expect, test } from 'vitest'
import { defaultSchedule, retryAt, secondsOf } from './schedule.ts'

describe('retryAt', () => {
  const waits = (random: () => number) =>
    defaultSchedule.map((_, index) => {
      const at = retryAt({ schedule: defaultSchedule, attempt: index + 1, now: 0, random })
      return at === undefined ? undefined : at / 1000
    })

  test('ten attempts over three days, then no more', () => {
    expect(waits(() => 0.5)).toEqual([
      5.5,
      300,
      1800,
      7200,
      18_000,
      36_000,
      50_400,
      72_000,
      86_400,
      undefined,
    ])
  })

  test('waits vary by a fifth; short ones are never shortened', () => {
    expect(waits(() => 0).slice(0, 2)).toEqual([5, 240])
    expect(waits(() => 1).slice(0, 2)).toEqual([6, 360])
  })

  test('Retry-After lengthens a wait, up to a day', () => {
    const at = (retryAfter: number) =>
      retryAt({ schedule: defaultSchedule, attempt: 1, now: 0, random: () => 0, retryAfter })
    expect(at(1)).toBe(5000)
    expect(at(120)).toBe(120_000)
    expect(at(1e9)).toBe(86_400_000)
  })
})

test('secondsOf reads numbers and dates, and nothing else', () => {
  const now = Date.parse('2026-11-26T10:00:00Z')
  expect(secondsOf('120', now)).toBe(120)
  expect(secondsOf('Thu, 26 Nov 2026 10:01:00 GMT', now)).toBe(60)
  expect(secondsOf('Thu, 26 Nov 2026 09:00:00 GMT', now)).toBe(0)
  expect(secondsOf('soon', now)).toBeUndefined()
  expect(secondsOf(undefined, now)).toBeUndefined()
})
