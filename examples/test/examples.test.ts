import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as next from '../next/app/scim/v2/[[...path]]/route.ts'
import { startExample } from './start-example.ts'

const User = 'urn:ietf:params:scim:schemas:core:2.0:User'

type Send = (method: string, path: string, body?: object) => Promise<Response>

const withToken =
  (baseUrl: string, fetch: (request: Request) => Promise<Response>): Send =>
  (method, path, body) =>
    fetch(
      new Request(`${baseUrl}${path}`, {
        method,
        headers: {
          authorization: 'Bearer a-token-for-the-examples',
          'content-type': 'application/scim+json',
        },
        ...(body && { body: JSON.stringify(body) }),
      }),
    )

/** Somebody is hired, changes department and name, is switched off, and leaves. */
const playStory = async (send: Send): Promise<void> => {
  const hired = await send('POST', '/Users', {
    schemas: [User],
    userName: 'bjensen',
    displayName: 'Barbara',
    emails: [{ value: 'bjensen@acme.example', type: 'work', primary: true }],
  })
  expect(hired.status).toBe(201)
  const { id, meta } = await hired.json()
  expect(hired.headers.get('location')).toBe(meta.location)
  expect(meta.location).toMatch(new RegExp(`^http://[^/]+/scim/v2/Users/${id}$`))
  expect((await send('POST', '/Users', { schemas: [User], userName: 'BJensen' })).status).toBe(409)
  const moved = await send('PATCH', `/Users/${id}`, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [
      { op: 'replace', path: 'displayName', value: 'Babs' },
      { op: 'Replace', path: 'active', value: 'False' },
    ],
  })
  expect(moved.status).toBe(200)
  for (const filter of ['userName eq "BJENSEN"', 'emails.value co "jensen" and active eq false']) {
    const found = await send('GET', `/Users?filter=${encodeURIComponent(filter)}`)
    expect((await found.json()).Resources).toMatchObject([
      { id, displayName: 'Babs', active: false },
    ])
  }
  expect((await send('DELETE', `/Users/${id}`)).status).toBe(204)
  const gone = await send('GET', `/Users/${id}`)
  expect({ status: gone.status, body: await gone.json() }).toMatchObject({
    status: 404,
    body: { status: '404' },
  })
}

describe.each(['hono.ts', 'express.ts', 'fastify.ts', 'node-http.ts', 'own-tables/server.ts'])(
  'examples/%s',
  (file) => {
    let example: Awaited<ReturnType<typeof startExample>>
    beforeAll(async () => {
      example = await startExample(file)
    }, 60_000)
    afterAll(() => example.stop())

    test('plays the story', async () => {
      await playStory(withToken(example.baseUrl, fetch))
    })

    test('RFC7644-2 lets nobody in without the token', async () => {
      const response = await fetch(`${example.baseUrl}/Users`)
      expect(response.status).toBe(401)
      expect(response.headers.get('www-authenticate')).toContain('Bearer')
    })

    test('RFC7644-4 tells what it can do', async () => {
      const send = withToken(example.baseUrl, fetch)
      const config = await (await send('GET', '/ServiceProviderConfig')).json()
      expect(config.patch).toEqual({ supported: true })
    })
  },
)

test('examples/own-tables serves the accounts the application had before', async () => {
  const example = await startExample('own-tables/server.ts')
  try {
    const send = withToken(example.baseUrl, fetch)
    const { Resources } = await (await send('GET', '/Users?sortBy=userName')).json()
    expect(Resources).toMatchObject([{ id: '1', userName: 'ada', displayName: 'Ada Lovelace' }])
  } finally {
    example.stop()
  }
}, 60_000)

test('examples/next plays the story', async () => {
  const handlers: Record<string, (request: Request) => Promise<Response>> = { ...next }
  await playStory(
    withToken('http://app.example/scim/v2', async (request) => {
      const handler = handlers[request.method]
      if (!handler) throw new Error(`The route has no ${request.method}.`)
      return handler(request)
    }),
  )
})
