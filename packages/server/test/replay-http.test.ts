import { GroupResourceType, UserResourceType } from '@scimwright/types'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createMemoryStore, createScimServer } from '../src/index.ts'
import { optionsOf, replayCase, replayedCases, type Send, seedCase } from './replay-case.ts'
import { serveHttp } from './serve-http.ts'
import { user } from './server.ts'
import { profileOf } from './wire-case.ts'

// One server for all cases: each is a directory of its own, with its own profile.
const store = createMemoryStore()
const options = new Map(replayedCases.map((wire) => [wire.id, optionsOf(wire, store)]))
const server = createScimServer({
  resourceTypes: [UserResourceType, GroupResourceType],
  store,
  authenticate: (request) => {
    const directoryId = /^Bearer (.+)$/.exec(request.headers.get('authorization') ?? '')?.[1]
    return directoryId ? { directoryId } : undefined
  },
  profile: ({ directoryId }) => options.get(directoryId)?.profile ?? profileOf('generic'),
  hooks: ({ directoryId }) => options.get(directoryId)?.hooks ?? [],
  limits: { maxBodySize: 20_000 },
})

let http: Awaited<ReturnType<typeof serveHttp>>
beforeAll(async () => {
  http = await serveHttp(server)
})
afterAll(() => http.close())

const sendAs =
  (directoryId: string): Send =>
  async (method, path, body, headers = {}) => {
    const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body)
    const answer = await http.send({
      method,
      path,
      headers: {
        authorization: `Bearer ${directoryId}`,
        ...(text !== undefined && { 'content-type': 'application/scim+json' }),
        ...Object.fromEntries(
          Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]),
        ),
      },
      ...(text !== undefined && { body: text }),
    })
    return { ...answer, body: answer.text === '' ? undefined : JSON.parse(answer.text) }
  }

describe('recorded traffic over HTTP, request by request', () => {
  test.each(replayedCases)('$id', async (wire) => {
    await seedCase(wire, store, wire.id)
    await replayCase(wire, sendAs(wire.id))
  })
})

describe('what only HTTP has', () => {
  const send = sendAs('http')

  test('RFC7644-3.3 addresses are those of the host the client asked', async () => {
    const { body, headers } = await send('POST', '/Users', user('located'))
    expect(body.meta.location).toBe(`${http.origin}/Users/${body.id}`)
    expect(headers.get('location')).toBe(body.meta.location)
  })

  test('RFC9110-9.3.2 HEAD has the headers of GET and no body', async () => {
    const { id } = (await send('POST', '/Users', user('headed'))).body
    const get = await send('GET', `/Users/${id}`)
    const head = await send('HEAD', `/Users/${id}`)
    expect({ status: head.status, body: head.body }).toEqual({ status: 200, body: undefined })
    expect(head.headers.get('etag')).toBe(get.body.meta.version)
  })

  test('RFC7644-3.6 DELETE is 204 without a body, and the connection goes on', async () => {
    const { id } = (await send('POST', '/Users', user('deleted'))).body
    const { status, body } = await send('DELETE', `/Users/${id}`)
    expect({ status, body }).toEqual({ status: 204, body: undefined })
    expect((await send('GET', `/Users/${id}`)).status).toBe(404)
  })

  test('RFC7644-3.8 text in UTF-8 comes back as it was, split between any two bytes or not', async () => {
    const sent = JSON.stringify(user('ø-😀', { displayName: 'Ærø 😀' }))
    const bytes = [...new TextEncoder().encode(sent)].map((byte) => Uint8Array.of(byte))
    for (const body of [[sent], bytes]) {
      const { status, text } = await http.send({
        method: 'POST',
        path: '/Users',
        headers: { authorization: `Bearer split-${body.length}` },
        body,
      })
      expect(status).toBe(201)
      expect(JSON.parse(text)).toMatchObject({ userName: 'ø-😀', displayName: 'Ærø 😀' })
    }
  })

  test('RFC7644-3.7.4 more than the limit is 413 though nobody said how long it would be', async () => {
    const { status, text } = await http.send({
      method: 'POST',
      path: '/Users',
      headers: { authorization: 'Bearer http' },
      body: Array.from({ length: 30 }, () => ' '.repeat(1000)),
    })
    expect(status).toBe(413)
    expect(JSON.parse(text).detail).toContain('20000')
  })

  test('RFC7644-2 no token is 401 with WWW-Authenticate', async () => {
    const { status, headers } = await http.send({ method: 'GET', path: '/Users' })
    expect(status).toBe(401)
    expect(headers.get('www-authenticate')).toBe('Bearer realm="scim"')
  })
})
