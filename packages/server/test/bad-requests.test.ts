import { UserResourceType, urns } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { patch, startServer, user } from './server.ts'

const User = UserResourceType.schema.id

describe('RFC7644-3.12 bad requests', () => {
  test('RFC7644-2 no token, an empty one and a wrong scheme are 401 with WWW-Authenticate', async () => {
    const { send } = startServer()
    for (const authorization of ['', 'Bearer ', 'Bearer']) {
      const { status, headers, body } = await send('GET', '/Users', undefined, { authorization })
      expect(status, authorization).toBe(401)
      expect(headers.get('www-authenticate')).toMatch(/^Bearer/)
      expect(body).toMatchObject({ schemas: [urns.Error], status: '401' })
    }
  })

  test.each([
    ['no JSON', '{"schemas":', 400, 'invalidSyntax'],
    ['a name twice', '{"schemas":[],"userName":"a","userName":"b"}', 400, 'invalidSyntax'],
    ['a name twice, escaped', '{"userName":"a","user\\u004eame":"b"}', 400, 'invalidSyntax'],
    ['deep nesting', `${'['.repeat(40)}${']'.repeat(40)}`, 400, 'invalidSyntax'],
    ['an array', '[]', 400, 'invalidSyntax'],
    ['no userName', JSON.stringify({ schemas: [User] }), 400, 'invalidValue'],
    ['no schemas', '{"userName":"a"}', 400, 'invalidValue'],
    ['a wrong type', JSON.stringify(user('a', { active: 'no' })), 400, 'invalidValue'],
    ['half a surrogate pair', '{"schemas":["x"],"userName":"\\ud800"}', 400, 'invalidValue'],
  ])('%s is refused and nothing is stored', async (_, body, status, scimType) => {
    const server = startServer()
    const answer = await server.send('POST', '/Users', body)
    expect({ status: answer.status, scimType: answer.body.scimType }).toEqual({ status, scimType })
    expect((await server.send('GET', '/Users')).body.totalResults).toBe(0)
  })

  test('RFC7644-3.1 another media type is 415, more than the limit 413', async () => {
    const { send } = startServer({ limits: { maxBodySize: 100 } })
    const wrong = await send('POST', '/Users', user('a'), { 'content-type': 'text/xml' })
    expect(wrong.status).toBe(415)
    expect((await send('POST', '/Users', user('a'.repeat(200)))).status).toBe(413)
  })

  test('RFC7644-3.2 unknown endpoints are 404, unknown methods 405 with Allow, /Me is 501', async () => {
    const { send } = startServer()
    expect((await send('GET', '/Nothing')).status).toBe(404)
    expect((await send('GET', '/Users/a/b')).status).toBe(404)
    const wrong = await send('DELETE', '/Users')
    expect(wrong.status).toBe(405)
    expect(wrong.headers.get('allow')).toBe('GET, POST, HEAD, OPTIONS')
    expect((await send('GET', '/Me')).status).toBe(501)
  })

  test('names of Object.prototype are unknown attributes', async () => {
    const server = startServer()
    const body = `{"schemas":["${User}"],"userName":"a","__proto__":{"active":true},"constructor":{"x":1}}`
    const created = await server.send('POST', '/Users', body)
    expect(created.status).toBe(201)
    expect(created.body).not.toHaveProperty('active')
    const path = await server.send(
      'PATCH',
      `/Users/${created.body.id}`,
      patch({ op: 'add', path: 'constructor.prototype', value: 1 }),
    )
    expect(path.body.scimType).toBe('invalidPath')
  })

  test('a fault of the server is 500 and leaks nothing', async () => {
    const store = new Proxy({}, { get: () => () => Promise.reject(new Error('secret')) })
    const { send } = startServer({ store: store as never })
    const { status, body } = await send('GET', '/Users')
    expect(status).toBe(500)
    expect(JSON.stringify(body)).not.toContain('secret')
  })
})
