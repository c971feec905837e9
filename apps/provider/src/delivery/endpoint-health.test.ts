import { expect, test } from 'vitest'
import { createEndpointHealth } from './endpoint-health.ts'

const one = { directoryId: 'd', id: 'e1' }
const other = { directoryId: 'd', id: 'e2' }

test('an endpoint has so many attempts in flight and no more; others have theirs', () => {
  const health = createEndpointHealth({ perEndpoint: 2 })
  health.began(one)
  health.began(one)
  expect([health.roomFor(one), health.roomFor(other)]).toEqual([0, 2])
  health.ended(one, true)
  expect(health.roomFor(one)).toBe(1)
})

test('after failures in a row it is left alone, then one probe decides', () => {
  let time = 1000
  const health = createEndpointHealth({ threshold: 2, pauseMs: 50, now: () => time })
  const fail = () => {
    health.began(one)
    health.ended(one, false)
  }
  fail()
  expect(health.roomFor(one)).toBe(16)
  fail()
  expect(health.roomFor(one)).toBe(0)
  time = 1050
  expect(health.roomFor(one)).toBe(1)
  health.began(one)
  expect(health.roomFor(one)).toBe(0)
  health.ended(one, false)
  expect(health.roomFor(one)).toBe(0)
  time = 1100
  health.began(one)
  health.ended(one, true)
  expect(health.roomFor(one)).toBe(16)
})

test('a success in between begins the count anew', () => {
  const health = createEndpointHealth({ threshold: 2 })
  for (const succeeded of [false, true, false]) {
    health.began(one)
    health.ended(one, succeeded)
  }
  expect(health.roomFor(one)).toBe(16)
})
