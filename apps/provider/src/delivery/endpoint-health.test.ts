import { expect, test } from 'vitest'
import { createEndpointHealth } from './endpoint-health.ts'

const one = { directoryId: 'd', id: 'e1' }
const other = { directoryId: 'd', id: 'e2' }

test('an endpoint has so many attempts in flight and no more; others have theirs', () => {
  const health = createEndpointHealth({ initially: 2, perEndpoint: 2 })
  health.began(one)
  health.began(one)
  expect([health.roomFor(one), health.roomFor(other)]).toEqual([0, 2])
  health.ended(one, 'well')
  expect(health.roomFor(one)).toBe(1)
})

test('after failures in a row it is left alone, then one probe decides', () => {
  let time = 1000
  const health = createEndpointHealth({ threshold: 2, pauseMs: 50, now: () => time })
  const fail = () => {
    health.began(one)
    health.ended(one, 'failed')
  }
  fail()
  expect(health.roomFor(one)).toBe(2)
  fail()
  expect(health.roomFor(one)).toBe(0)
  time = 1050
  expect(health.roomFor(one)).toBe(1)
  health.began(one)
  expect(health.roomFor(one)).toBe(0)
  health.ended(one, 'failed')
  expect(health.roomFor(one)).toBe(0)
  time = 1100
  health.began(one)
  health.ended(one, 'well')
  expect(health.roomFor(one)).toBe(2)
})

test('a success in between begins the count anew', () => {
  const health = createEndpointHealth({ threshold: 2 })
  for (const how of ['failed', 'well', 'failed'] as const) {
    health.began(one)
    health.ended(one, how)
  }
  expect(health.roomFor(one)).toBeGreaterThan(0)
})

test('one that does well gets more, one that fails at once less', () => {
  const health = createEndpointHealth({ initially: 2, perEndpoint: 8 })
  for (let success = 0; success < 10; success += 1) {
    health.began(one)
    health.ended(one, 'well')
  }
  expect(health.roomFor(one)).toBe(8)
  health.began(one)
  health.ended(one, 'failed')
  expect(health.roomFor(one)).toBe(4)
  for (let costly = 0; costly < 20; costly += 1) {
    health.began(one)
    health.ended(one, 'costly')
  }
  expect(health.roomFor(one)).toBe(1)
})
