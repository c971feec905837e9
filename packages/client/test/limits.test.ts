import { describe, expect, test, vi } from 'vitest'
import { createScimClient, isClientError, type ScimClientOptions } from '../src/index.ts'
import { createRetryBudget, retryCost } from '../src/retry/retry-budget.ts'
import { mayRetry, retryAfterMs, retryDelayMs } from '../src/retry/retry-policy.ts'
import { BASE, fault, scim, useIntercept } from './intercept.ts'

const intercept = useIntercept()
const found = () => scim(200, { id: 'u1', schemas: ['x'] })
const connect = (options: Partial<ScimClientOptions> = {}) =>
  createScimClient({ baseUrl: BASE, auth: 'secret', ...options })

/** A body that breaks off. */
const brokenOff = () =>
  new Response(
    new ReadableStream({
      start: (controller) => controller.enqueue(new TextEncoder().encode('{"id":')),
      pull: (controller) => controller.error(new TypeError('terminated')),
    }),
    { status: 200 },
  )

describe('Retry-After', () => {
  const limits = { attempt: 1, maxDelayMs: 60_000, remainingMs: 120_000 }

  test('is honoured up to and including the longest delay', () => {
    expect(retryDelayMs(60_000, limits)).toBe(60_000)
    expect(retryDelayMs(60_001, limits)).toBeUndefined()
  })

  test('never reaches past the deadline, and our own delay stays below the longest one', () => {
    expect(retryDelayMs(5000, { ...limits, remainingMs: 5000 })).toBeUndefined()
    expect(retryDelayMs(undefined, { ...limits, maxDelayMs: 10 })).toBe(10)
  })

  test('of more than a timer knows is not a short wait', async () => {
    const seen = intercept(() => fault(503, undefined, { 'retry-after': '99999999999' }))
    const client = connect({
      retry: { maxDelayMs: Number.POSITIVE_INFINITY },
      deadlineMs: Number.MAX_SAFE_INTEGER - Date.now(),
    })
    await expect(client.users().get('u1')).rejects.toMatchObject({ status: 503 })
    expect(seen).toHaveLength(1)
    expect(retryAfterMs('99999999999', 0)).toBe(99_999_999_999_000)
  })

  test('stands in the error, with the other headers about rates and no cookies', async () => {
    intercept(() =>
      fault(429, undefined, {
        'retry-after': '3600',
        'x-ratelimit-remaining': '0',
        'x-request-id': 'r1',
        'set-cookie': 'session=1',
      }),
    )
    await expect(connect().users().get('u1')).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterMs: 3_600_000,
      requestId: 'r1',
      headers: {
        'retry-after': '3600',
        'x-ratelimit-remaining': '0',
        'x-request-id': 'r1',
        'content-type': 'application/scim+json',
      },
    })
  })
})

describe('the budget of retries', () => {
  test('is shared by the calls of a client: an outage empties it', async () => {
    const seen = intercept(() => fault(503, undefined, { 'retry-after': '0' }))
    const { users } = connect({ retry: { maxRetries: 60 } })
    for (let call = 0; call < 5; call += 1)
      await users()
        .get('u1')
        .catch(() => undefined)
    expect(seen).toHaveLength(5 + 100)
  })

  test('can be switched off', async () => {
    const seen = intercept(() => fault(503, undefined, { 'retry-after': '0' }))
    const { users } = connect({ retry: { maxRetries: 60, budget: false } })
    for (let call = 0; call < 2; call += 1)
      await users()
        .get('u1')
        .catch(() => undefined)
    expect(seen).toHaveLength(122)
  })

  test('a retry after a refusal is cheaper, and success fills it up again', () => {
    expect([429, 503, 500, undefined].map(retryCost)).toEqual([5, 5, 14, 14])
    const budget = createRetryBudget(true)
    expect(budget.take(500)).toBe(true)
    expect(budget.take(1)).toBe(false)
    budget.giveBack(14)
    expect(budget.take(14)).toBe(true)
    budget.giveBack(0)
    expect(budget.take(1)).toBe(true)
  })
})

describe('an answer that breaks off', () => {
  test('of a read is read again', async () => {
    const seen = intercept((_, index) => (index === 0 ? brokenOff() : found()))
    expect(await connect().users().get('u1')).toMatchObject({ id: 'u1' })
    expect(seen).toHaveLength(2)
  })

  test('of a write is an error with its status: the server has acted', async () => {
    const seen = intercept(brokenOff)
    const user = { schemas: ['x'], userName: 'bjensen', id: 'u1' }
    await expect(connect().users().replace(user)).rejects.toMatchObject({
      code: 'connection',
      status: 200,
      attempts: 1,
    })
    expect(seen).toHaveLength(1)
  })
})

test('bulk is sent again only when the server refused before it acted', () => {
  const bulk = { method: 'POST', idempotent: false }
  const answered = (status: number) => ({ code: 'http', status }) as Parameters<typeof mayRetry>[0]
  const tried = [408, 429, 500, 502, 503, 504].filter((status) => mayRetry(answered(status), bulk))
  expect(tried).toEqual([429, 503])
})

describe('cancelling', () => {
  test("nothing stays on a caller's signal that lives on", async () => {
    intercept((_, index) =>
      index % 2 === 0 ? fault(503, undefined, { 'retry-after': '0' }) : found(),
    )
    const { signal } = new AbortController()
    const added = vi.spyOn(signal, 'addEventListener')
    const removed = vi.spyOn(signal, 'removeEventListener')
    await connect().users().get('u1', { signal })
    const ours = ({ mock }: typeof added) => mock.calls.map(([, listener]) => listener)
    expect(ours(added).length).toBeGreaterThan(0)
    for (const listener of ours(added)) expect(ours(removed as typeof added)).toContain(listener)
  })

  test('ends the wait between attempts', async () => {
    const controller = new AbortController()
    intercept(() => {
      setTimeout(() => controller.abort(), 5)
      return fault(503, undefined, { 'retry-after': '50' })
    })
    const getting = connect().users().get('u1', { signal: controller.signal })
    await expect(getting).rejects.toMatchObject({ code: 'aborted' })
  })

  test('holds for a fetch that listens to no signal', async () => {
    const client = connect({ fetch: () => new Promise(() => {}), retry: { maxRetries: 0 } })
    await expect(client.users().get('u1', { timeoutMs: 5 })).rejects.toMatchObject({
      code: 'timeout',
    })
  })
})

describe('middleware', () => {
  test('runs for every attempt, and every attempt has a whole body', async () => {
    const bodies: string[] = []
    intercept((_, index) =>
      index === 0 ? fault(503, undefined, { 'retry-after': '0' }) : scim(201, { id: 'u1' }),
    )
    const reads = async (request: Request, next: (request: Request) => Promise<Response>) => {
      bodies.push(await request.clone().text())
      return next(request)
    }
    await connect({ middleware: [reads] })
      .users()
      .create({ schemas: ['x'], userName: 'b' })
    expect(bodies).toEqual([bodies[0], bodies[0]])
    expect(bodies[0]).toContain('"userName":"b"')
  })

  test('its errors reach the caller as they are, and are not tried again', async () => {
    let ran = 0
    const breaks = () => {
      ran += 1
      throw new RangeError('mine')
    }
    const getting = connect()
      .users()
      .get('u1', { middleware: [breaks] })
    await expect(getting).rejects.toThrow(RangeError)
    expect(ran).toBe(1)
  })
})

test('a dispatcher of another undici is named as the mistake it is', async () => {
  const refusing = async () => {
    throw new TypeError('fetch failed', {
      cause: Object.assign(new Error('invalid onRequestStart method'), {
        code: 'UND_ERR_INVALID_ARG',
      }),
    })
  }
  await expect(connect({ fetch: refusing }).users().get('u1')).rejects.toMatchObject({
    code: 'configuration',
    message: expect.stringContaining('same undici'),
  })
})

test('an error of another copy of the package is known by its brand', async () => {
  vi.resetModules()
  const copy = await import('../src/client-error.ts')
  const error = new copy.ClientError({ code: 'paging', message: 'x' })
  expect(isClientError(error, 'paging')).toBe(true)
  expect(isClientError(error, 'http')).toBe(false)
  expect(isClientError(new Error('x'))).toBe(false)
  expect(error.name).toBe('ClientError')
})

test('a path stays below the base URL', async () => {
  const client = connect()
  for (const path of ['Users', 'https://evil.test/', '/../admin', '/Users/..'])
    await expect(client.request('GET', path)).rejects.toMatchObject({ code: 'configuration' })
})

test('asResponse has the body still to be read', async () => {
  intercept(found)
  const response = await connect().users().get('u1').asResponse()
  expect(await response.json()).toMatchObject({ id: 'u1' })
})
