import { describe, expect, test } from 'vitest'
import { basic, bearer, createScimClient, oauthClientCredentials } from '../src/index.ts'
import { BASE, fault, scim, useIntercept } from './intercept.ts'

const intercept = useIntercept()
const found = () => scim(200, { id: 'u1', schemas: ['x'] })

/** Accepts one token. */
const accepting = (good: () => string) =>
  intercept(({ headers }) =>
    headers.get('authorization') === `Bearer ${good()}` ? found() : fault(401),
  )

describe('a token provider', () => {
  test('is asked once by calls that start together', async () => {
    accepting(() => 't1')
    let asked = 0
    const auth = async () => {
      asked += 1
      await new Promise((resolve) => setTimeout(resolve, 5))
      return 't1'
    }
    const users = createScimClient({ baseUrl: BASE, auth }).users()
    await Promise.all(['a', 'b', 'c'].map((id) => users.get(id)))
    expect(asked).toBe(1)
  })

  test('refreshes once for all calls that were refused', async () => {
    const seen = accepting(() => 'new')
    const asked: boolean[] = []
    let token = 'old'
    const auth = async ({ forceRefresh }: { forceRefresh: boolean }) => {
      asked.push(forceRefresh)
      await new Promise((resolve) => setTimeout(resolve, 5))
      if (forceRefresh) token = 'new'
      return token
    }
    const users = createScimClient({ baseUrl: BASE, auth }).users()
    await Promise.all(['a', 'b', 'c', 'd'].map((id) => users.get(id)))
    expect(asked.filter((forced) => forced)).toHaveLength(1)
    expect(seen).toHaveLength(8)
  })

  test('a caller who gives up does not take the token from the others', async () => {
    accepting(() => 't1')
    let give: (token: string) => void = () => {}
    const auth = () =>
      new Promise<string>((resolve) => {
        give = resolve
      })
    const users = createScimClient({ baseUrl: BASE, auth }).users()
    const controller = new AbortController()
    const impatient = users.get('a', { signal: controller.signal }).catch((error: unknown) => error)
    const patient = users.get('b').then(({ id }) => id)
    await new Promise((resolve) => setTimeout(resolve, 5))
    controller.abort()
    expect(await impatient).toMatchObject({ code: 'aborted' })
    give('t1')
    expect(await patient).toBe('u1')
  })

  test('its own errors reach the caller as they are', async () => {
    const auth = () => Promise.reject(new RangeError('vault is closed'))
    const getting = createScimClient({ baseUrl: BASE, auth }).users().get('a')
    await expect(getting).rejects.toThrow(RangeError)
  })

  test('that gives a line break or nothing is an error that repeats nothing', async () => {
    for (const token of ['secret\nX: y', '']) {
      const getting = createScimClient({ baseUrl: BASE, auth: () => token })
        .users()
        .get('a')
      const error = await getting.catch((thrown: unknown) => thrown)
      expect(error).toMatchObject({ code: 'auth' })
      expect(String(error)).not.toContain('secret')
    }
  })
})

test('fixed schemes: bearer without its line break, and basic in UTF-8', async () => {
  const seen = intercept(found)
  for (const auth of [bearer('token\n'), basic('bjensen', 'pässword')])
    await createScimClient({ baseUrl: BASE, auth }).users().get('u1')
  expect(seen.map(({ headers }) => headers.get('authorization'))).toEqual([
    'Bearer token',
    `Basic ${Buffer.from('bjensen:pässword').toString('base64')}`,
  ])
})

describe('OAuth 2.0 client credentials', () => {
  const tokenUrl = 'https://login.test/token'
  const credentials = { tokenUrl, clientId: 'id', clientSecret: 's€cret', scope: 'scim' }
  const start = (
    answer: (index: number) => Response,
    more: Partial<Parameters<typeof oauthClientCredentials>[0]> = {},
  ) => {
    const requests: { headers: Headers; body: URLSearchParams; redirect: string }[] = []
    const auth = oauthClientCredentials({
      ...credentials,
      fetch: async (request) => {
        const { headers, redirect } = request
        requests.push({ headers, redirect, body: new URLSearchParams(await request.text()) })
        return answer(requests.length - 1)
      },
      ...more,
    })
    const { signal } = new AbortController()
    return { requests, get: async (forceRefresh = false) => auth({ forceRefresh, signal }) }
  }
  const token = (index: number, seconds?: number) =>
    Response.json({ access_token: `t${index}`, ...(seconds && { expires_in: seconds }) })

  test('asks with the secret in the header, or in the body', async () => {
    const inHeader = start(token)
    await inHeader.get()
    expect(inHeader.requests[0]?.headers.get('authorization')).toBe(
      `Basic ${btoa(`id:${encodeURIComponent('s€cret')}`)}`,
    )
    expect(inHeader.requests[0]?.body.toString()).toBe('grant_type=client_credentials&scope=scim')
    expect(inHeader.requests[0]?.redirect).toBe('error')
    const inBody = start(token, { secretIn: 'body', parameters: { audience: 'a' } })
    await inBody.get()
    expect(inBody.requests[0]?.headers.get('authorization')).toBeNull()
    expect(inBody.requests[0]?.body.get('client_secret')).toBe('s€cret')
    expect(inBody.requests[0]?.body.get('audience')).toBe('a')
  })

  test.each([
    [3600, 3540],
    [100, 90],
  ])('keeps a token of %i seconds for %i', async (seconds, kept) => {
    let now = 0
    const { get } = start((index) => token(index, seconds), { now: () => now })
    expect(await get()).toBe('t0')
    now = kept * 1000 - 1
    expect(await get()).toBe('t0')
    now = kept * 1000
    expect(await get()).toBe('t1')
  })

  test('asks once for many, and again when it is told to', async () => {
    const { get, requests } = start(token)
    expect(await Promise.all([get(), get(), get()])).toEqual(['t0', 't0', 't0'])
    expect(await get(true)).toBe('t1')
    expect(requests).toHaveLength(2)
  })

  test('an error says what the endpoint said in its registered word, and no secret', async () => {
    const { get } = start(() =>
      Response.json({ error: 'invalid_client', error_description: 's€cret' }, { status: 401 }),
    )
    const error = await get().catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      code: 'auth',
      message: 'The token endpoint answered 401 invalid_client.',
    })
    await expect(start(() => Response.json({})).get()).rejects.toThrow('no access_token')
    expect(() => oauthClientCredentials({ ...credentials, tokenUrl: 'http://x.test' })).toThrow(
      'https',
    )
  })
})

describe('redirects', () => {
  const client = (redirects?: 'refuse') =>
    createScimClient({ baseUrl: BASE, auth: 'secret', ...(redirects && { redirects }) }).users()
  const moved = (status: number, location: string) => scim(status, undefined, { location })

  test('within the origin are followed', async () => {
    const seen = intercept(({ path }) =>
      path === '/Users/u1' ? moved(308, `${BASE}/v2/Users/u1`) : found(),
    )
    await client().get('u1')
    await client().patch({ id: 'u1', operations: [{ op: 'remove', path: 'title' }] })
    expect(seen.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /Users/u1',
      'GET /v2/Users/u1',
      'PATCH /Users/u1',
      'PATCH /v2/Users/u1',
    ])
    expect(seen[3]?.body).toEqual(seen[2]?.body)
  })

  test('to another origin are refused: it gets no token', async () => {
    const seen = intercept(() => moved(307, 'https://evil.test/Users/u1'))
    await expect(client().get('u1')).rejects.toMatchObject({
      code: 'redirect',
      status: 307,
      message: expect.stringContaining('https://evil.test'),
    })
    expect(seen).toHaveLength(1)
  })

  test('that would turn a write into a GET are refused, as are circles', async () => {
    const seen = intercept(() => moved(302, `${BASE}/Users/u1`))
    await expect(client().delete('u1')).rejects.toMatchObject({ code: 'redirect' })
    expect(seen).toHaveLength(1)
    await expect(client().get('u1')).rejects.toMatchObject({ code: 'redirect' })
    expect(seen).toHaveLength(7)
  })

  test('are all refused where that is asked for', async () => {
    intercept(() => moved(308, `${BASE}/v2/Users/u1`))
    await expect(client('refuse').get('u1')).rejects.toMatchObject({ code: 'redirect' })
  })
})
