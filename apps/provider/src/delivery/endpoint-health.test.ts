import { expect, test } from 'vitest'
import { createEndpointHealth, type EndpointHealth, type HowEnded } from './endpoint-health.ts'

const one = { directoryId: 'd', id: 'e1' }
const other = { directoryId: 'd', id: 'e2' }

/** Attempts one after another. */
const attempt = (health: EndpointHealth, ...all: readonly HowEnded[]): void => {
  for (const how of all) health.begin(one)(how)
}

/** Attempts that are in flight together. */
const together = (health: EndpointHealth, count: number, how: HowEnded): void => {
  const ends = Array.from({ length: count }, () => health.begin(one))
  for (const end of ends) end(how)
}

test('an endpoint has so many attempts in flight and no more; others have theirs', () => {
  const health = createEndpointHealth({ initially: 2 })
  health.begin(one)
  const end = health.begin(one)
  expect([health.roomFor(one), health.roomFor(other)]).toEqual([0, 2])
  end('costly')
  expect(health.roomFor(one)).toBe(0)
})

test('after failures in a row it is left alone, then one probe decides', () => {
  let time = 1000
  const health = createEndpointHealth({ threshold: 2, pauseMs: 50, now: () => time })
  attempt(health, 'failed')
  expect(health.roomFor(one)).toBe(2)
  attempt(health, 'failed')
  expect(health.roomFor(one)).toBe(0)
  time = 1050
  expect(health.roomFor(one)).toBe(1)
  const probe = health.begin(one)
  expect(health.roomFor(one)).toBe(0)
  probe('failed')
  expect(health.roomFor(one)).toBe(0)
  time = 1100
  attempt(health, 'well')
  expect(health.roomFor(one)).toBeGreaterThan(0)
})

test('a success in between begins the count anew', () => {
  const health = createEndpointHealth({ threshold: 2 })
  attempt(health, 'failed', 'well', 'failed')
  expect(health.roomFor(one)).toBeGreaterThan(0)
})

test('one that does well gets more, up to the most', () => {
  const health = createEndpointHealth({ initially: 2, perEndpoint: 8 })
  attempt(health, ...Array.from({ length: 10 }, () => 'well' as const))
  expect(health.roomFor(one)).toBe(8)
})

test('what fails together is one failure: half of the room, and a slower way back', () => {
  const health = createEndpointHealth({ initially: 32, threshold: 2 })
  together(health, 32, 'failed')
  expect(health.roomFor(one)).toBe(16)
  together(health, 16, 'well')
  expect(health.roomFor(one)).toBe(16)
  together(health, 16, 'well')
  expect(health.roomFor(one)).toBe(17)
})

test('one whose answers have to be cut off gets one at a time, and a pause after each', () => {
  let time = 0
  const health = createEndpointHealth({
    initially: 8,
    threshold: 2,
    cutPauseMs: 50,
    now: () => time,
  })
  attempt(health, ...Array.from({ length: 20 }, () => 'costly' as const))
  expect(health.roomFor(one)).toBe(0)
  expect(health.roomFor(other)).toBe(8)
  time = 50
  expect(health.roomFor(one)).toBe(1)
})
