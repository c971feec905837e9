import { describe, expect, test } from 'vitest'
import { createUser, patch, startServer, user } from './server.ts'

describe('RFC7644-3.11 /Me', () => {
  const start = async () => {
    let own: string | undefined
    const server = startServer({ me: () => own })
    own = await createUser(server, 'bob')
    return { ...server, id: own }
  }

  test('RFC7644-3.11 is the own user, with its permanent address', async () => {
    const { send, id } = await start()
    const { status, body, headers } = await send('GET', '/Me?attributes=userName')
    expect({ status, body }).toEqual({
      status: 200,
      body: { schemas: body.schemas, id, userName: 'bob' },
    })
    expect(headers.get('location')).toBe(`https://scim.example/Users/${id}`)
  })

  test('RFC7644-3.11 is changed and deleted like any user', async () => {
    const { send, id } = await start()
    const patched = await send('PATCH', '/Me', patch({ op: 'add', path: 'title', value: 'VP' }))
    expect(patched.body).toMatchObject({ id, title: 'VP' })
    const replaced = await send('PUT', '/Me', user('bob', { title: 'CEO' }))
    expect(replaced.body).toMatchObject({ id, title: 'CEO' })
    const deleted = await send('DELETE', '/Me')
    expect(deleted.status).toBe(204)
    expect(deleted.headers.get('location')).toBe(`https://scim.example/Users/${id}`)
    expect((await send('GET', `/Users/${id}`)).status).toBe(404)
  })

  test('RFC7644-3.11 creates nobody', async () => {
    const { send } = await start()
    const { status, headers } = await send('POST', '/Me', user('eve'))
    expect(status).toBe(405)
    expect(headers.get('allow')).toBe('GET, PUT, PATCH, DELETE, HEAD, OPTIONS')
  })

  test('RFC7644-3.11 of a client that is no user is 404', async () => {
    const { send } = startServer({ me: () => undefined })
    expect((await send('GET', '/Me')).status).toBe(404)
  })

  test('RFC7644-3.11 is 501 where it is not supported', async () => {
    const { send } = startServer()
    for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])
      expect((await send(method, '/Me', method === 'GET' ? undefined : {})).status).toBe(501)
  })
})

test('RFC7643-5 changePassword is supported where passwords are taken', async () => {
  const config = async (server: ReturnType<typeof startServer>) =>
    (await server.send('GET', '/ServiceProviderConfig')).body.changePassword.supported
  expect(await config(startServer())).toBe(false)
  expect(await config(startServer({ onPassword: () => undefined }))).toBe(true)
})
