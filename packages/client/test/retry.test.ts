import { describe, expect, test } from 'vitest'
import { createScimClient, type ScimClientOptions } from '../src/index.ts'
import { backoffMs, retryAfterMs } from '../src/retry/retry-policy.ts'
import { json, type Script, startScripted } from './scripted-server.ts'

const user = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'bjensen' }
const ok = { ...user, id: 'u1', meta: {} }
const replaceTitle = [{ op: 'replace', path: 'title', value: 'VP' }] as const
const addEmail = [{ op: 'add', path: 'emails', value: [{ value: 'b@example.com' }] }] as const

const start = async (script: Script, options: Partial<ScimClientOptions> = {}) => {
  const { baseUrl, seen } = await startScripted(script)
  return { scim: createScimClient({ baseUrl, auth: 'secret', ...options }), seen }
}

/** Answers the first requests with a status, or cuts the connection, and then with the user. */
const failing =
  (
    failures: number,
    how: number | 'cut',
    headers: Record<string, string> = { 'retry-after': '0' },
  ): Script =>
  (_, response, index) => {
    if (index >= failures) json(response, 200, ok)
    else if (how === 'cut') response.destroy()
    else json(response, how, { detail: 'busy', status: String(how) }, headers)
  }

type Client = Awaited<ReturnType<typeof start>>['scim']

const calls: Record<string, (scim: Client) => PromiseLike<unknown>> = {
  GET: (scim) => scim.users().get('u1'),
  PUT: (scim) => scim.users().replace({ ...user, id: 'u1' }),
  DELETE: (scim) => scim.users().delete('u1'),
  'PATCH replace': (scim) => scim.users().patch({ id: 'u1', operations: replaceTitle }),
  'PATCH add': (scim) => scim.users().patch({ id: 'u1', operations: addEmail }),
  'PATCH add with a version': (scim) =>
    scim.users().patch({ id: 'u1', operations: addEmail }, { ifMatch: 'W/"1"' }),
  POST: (scim) => scim.users().create(user),
}

const repeatable = ['GET', 'PUT', 'DELETE', 'PATCH replace', 'PATCH add with a version']

describe.each(Object.entries(calls))('%s', (name, call) => {
  const again = repeatable.includes(name)

  test.each([429, 503])('%s is tried again: the server refused before it acted', async (status) => {
    const { scim, seen } = await start(failing(2, status))
    await call(scim)
    expect(seen).toHaveLength(3)
  })

  test.each([408, 500, 502, 504, 'cut'] as const)(
    `%s is ${again ? '' : 'not '}tried again: the call may have been carried out`,
    async (how) => {
      const { scim, seen } = await start(failing(1, how))
      const outcome = await call(scim).then(
        () => 'answered',
        () => 'failed',
      )
      expect({ outcome, requests: seen.length }).toEqual(
        again ? { outcome: 'answered', requests: 2 } : { outcome: 'failed', requests: 1 },
      )
    },
  )

  test.each([400, 403, 404, 409, 412, 501])('%s is not tried again', async (status) => {
    const { scim, seen } = await start(failing(9, status))
    await expect(call(scim)).rejects.toMatchObject({ code: 'http', status, attempts: 1 })
    // Whether a PUT hit nobody or a server without PUT is asked by a GET.
    expect(seen.filter(({ method }) => method !== 'GET' || name === 'GET')).toHaveLength(1)
  })
})

describe('limits', () => {
  test('retries end', async () => {
    const { scim, seen } = await start(failing(9, 503), { retry: { maxRetries: 2 } })
    await expect(scim.users().get('u1')).rejects.toMatchObject({ status: 503, attempts: 3 })
    expect(seen).toHaveLength(3)
    await expect(scim.users().get('u1', { maxRetries: 0 })).rejects.toMatchObject({ attempts: 1 })
  })

  test('a Retry-After longer than the caller waits is an error at once', async () => {
    const { scim, seen } = await start(failing(1, 429, { 'retry-after': '3600' }))
    await expect(scim.users().get('u1')).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterMs: 3_600_000,
    })
    expect(seen).toHaveLength(1)
  })

  test('an answer that does not come is a timeout; the caller may abort', async () => {
    const { scim } = await start(() => {}, { retry: { maxRetries: 0 } })
    await expect(scim.users().get('u1', { timeoutMs: 30 })).rejects.toMatchObject({
      code: 'timeout',
    })
    const signal = AbortSignal.timeout(30)
    await expect(scim.users().get('u1', { signal })).rejects.toMatchObject({ code: 'aborted' })
  })

  test('a body that is cut off or no JSON is an error, not half a resource', async () => {
    const { scim } = await start(
      (_, response, index) => {
        response.writeHead(200, index === 0 ? {} : { 'content-length': '100' })
        response.write('{"userName":')
        index === 0 ? response.end() : response.destroy()
      },
      { retry: { maxRetries: 0 } },
    )
    await expect(scim.users().get('u1')).rejects.toMatchObject({ code: 'decode' })
    await expect(scim.users().get('u1')).rejects.toMatchObject({ code: 'connection' })
  })
})

describe('authentication', () => {
  test('a token that was refused is fetched again, once', async () => {
    const { baseUrl, seen } = await startScripted(({ headers }, response) =>
      headers.authorization === 'Bearer new' ? json(response, 200, ok) : json(response, 401, {}),
    )
    const asked: boolean[] = []
    const auth = ({ forceRefresh }: { forceRefresh: boolean }) => {
      asked.push(forceRefresh)
      return forceRefresh ? 'new' : 'old'
    }
    await createScimClient({ baseUrl, auth }).users().get('u1')
    expect(asked).toEqual([false, true])
    await expect(
      createScimClient({ baseUrl, auth: () => 'bad' })
        .users()
        .get('u1'),
    ).rejects.toMatchObject({
      status: 401,
    })
    expect(seen).toHaveLength(4)
  })

  test.each([
    [{ baseUrl: 'nonsense' }, 'baseUrl'],
    [{ baseUrl: 'https://user:pass@example.com' }, 'baseUrl'],
    [{ baseUrl: 'https://example.com?x=1' }, 'baseUrl'],
    [{ auth: '' }, 'auth'],
    [{ auth: 'two words' }, 'auth'],
  ])('%o is a mistake of the caller, and no token is repeated', (wrong, name) => {
    const options = { baseUrl: 'https://example.com', auth: 'secret', ...wrong }
    expect(() => createScimClient(options)).toThrow(
      expect.objectContaining({ code: 'configuration', message: expect.stringContaining(name) }),
    )
  })
})

test('the parts of Retry-After and of backing off', () => {
  const now = Date.parse('2026-11-26T10:00:00Z')
  expect(retryAfterMs('3', now)).toBe(3000)
  expect(retryAfterMs('Thu, 26 Nov 2026 10:00:05 GMT', now)).toBe(5000)
  expect(retryAfterMs('soon', now)).toBeUndefined()
  expect([1, 2, 3, 9].map((attempt) => backoffMs(attempt, () => 1))).toEqual([
    500, 1000, 2000, 8000,
  ])
  expect(backoffMs(1, () => 0)).toBe(250)
})
