import { expect, test } from 'vitest'
import { startServer } from '../test/server.ts'
import { createRateLimit, TooManyRequests } from './rate-limit.ts'

test('ten seconds of requests may come at once, then as many a second as are allowed', () => {
  let time = 0
  const take = createRateLimit({ requestsPerSecond: 25, now: () => time })
  for (let request = 0; request < 250; request += 1) take('acme')
  expect(() => take('acme')).toThrow(TooManyRequests)
  take('globex')
  time += 1000
  for (let request = 0; request < 25; request += 1) take('acme')
  expect(() => take('acme')).toThrow(TooManyRequests)
  time += 3_600_000
  for (let request = 0; request < 250; request += 1) take('acme')
  expect(() => take('acme')).toThrow(TooManyRequests)
})

test('being refused costs nothing', () => {
  let time = 0
  const take = createRateLimit({ requestsPerSecond: 100, now: () => time })
  for (let request = 0; request < 1000; request += 1) take('acme')
  for (let request = 0; request < 50; request += 1)
    expect(() => take('acme')).toThrow(TooManyRequests)
  time += 10
  take('acme')
})

test('directories that went silent are forgotten, those that did not are not', () => {
  let time = 0
  const take = createRateLimit({ requestsPerSecond: 25, now: () => time })
  for (let directory = 0; directory < 10_000; directory += 1) take(`silent-${directory}`)
  time += 9000
  for (let request = 0; request < 250; request += 1) take('busy')
  time += 1000
  for (let request = 0; request < 25; request += 1) take('busy')
  take('one more')
  expect(() => take('busy')).toThrow(TooManyRequests)
})

test.each([0, 24.9, -1, Number.NaN])(
  'a limit of %j is refused when the server is made',
  (limit) => {
    expect(() => startServer({ limits: { requestsPerSecond: limit } })).toThrow(RangeError)
  },
)

test('RFC6585-4 a directory over its limit is answered 429 with Retry-After, another one is not', async () => {
  const { send } = startServer({ limits: { requestsPerSecond: 25 } })
  const answers = []
  for (let request = 0; request < 300; request += 1) answers.push(await send('GET', '/Users'))
  expect(answers.slice(0, 250).every(({ status }) => status === 200)).toBe(true)
  const refused = answers.find(({ status }) => status === 429)
  expect(refused?.headers.get('retry-after')).toBe('1')
  expect(refused?.body).toMatchObject({ status: '429', detail: expect.stringContaining('25') })
  const other = await send('GET', '/Users', undefined, { authorization: 'Bearer globex' })
  expect(other.status).toBe(200)
})
