import { describe, expect, test } from 'vitest'
import { createUser, patch, startServer, user } from './server.ts'

describe('RFC7644-3.3 create', () => {
  test('RFC7644-3.3 answers 201 with the resource, its address and its version', async () => {
    const { send } = startServer()
    const { status, body, headers } = await send('POST', '/Users', user('bjensen', { title: 'VP' }))
    expect(status).toBe(201)
    expect(headers.get('content-type')).toMatch(/^application\/scim\+json/)
    expect(headers.get('location')).toBe(`https://scim.example/Users/${body.id}`)
    expect(headers.get('etag')).toBe(body.meta.version)
    expect(body).toMatchObject({
      userName: 'bjensen',
      title: 'VP',
      meta: { resourceType: 'User', location: headers.get('location'), version: 'W/"1"' },
    })
    expect(body.meta.created).toBe(body.meta.lastModified)
  })

  test('RFC7643-3.1 addresses have the origin clients see', async () => {
    const { send } = startServer({ origin: 'https://public.example' })
    const { body, headers } = await send('POST', '/Users', user('bjensen'))
    expect(headers.get('location')).toBe(`https://public.example/Users/${body.id}`)
    expect(body.meta.location).toBe(headers.get('location'))
  })

  test('RFC7644-3.3.1 one userName in two letter cases is 409 uniqueness, naming the attribute', async () => {
    const server = startServer()
    await createUser(server, 'bjensen')
    const { status, body } = await server.send('POST', '/Users', user('BJENSEN'))
    expect({ status, scimType: body.scimType }).toEqual({ status: 409, scimType: 'uniqueness' })
    expect(body.detail).toContain('userName')
    expect((await server.send('GET', '/Users')).body.totalResults).toBe(1)
  })

  test('RFC7643-9.2 a password is handed over once and never kept or returned', async () => {
    const handed: unknown[] = []
    const server = startServer({ onPassword: (password) => void handed.push(password) })
    const { body } = await server.send('POST', '/Users', user('bjensen', { password: 'secret' }))
    expect(body).not.toHaveProperty('password')
    expect(handed).toEqual([
      { principal: { directoryId: 'acme' }, userId: body.id, password: 'secret' },
    ])
    expect((await server.send('GET', `/Users/${body.id}`)).body).not.toHaveProperty('password')
  })

  test('RFC7644-3.3 what is readOnly in a body is ignored', async () => {
    const { send } = startServer()
    const { body } = await send(
      'POST',
      '/Users',
      user('bjensen', { id: 'mine', groups: [{ value: 'g' }] }),
    )
    expect(body.id).not.toBe('mine')
    expect(body).not.toHaveProperty('groups')
  })
})

describe('RFC7644-3.5 change', () => {
  test('RFC7644-3.5.1 PUT replaces what is readWrite and answers 200', async () => {
    const server = startServer()
    const id = await createUser(server, 'bjensen', { title: 'VP' })
    const { status, body } = await server.send(
      'PUT',
      `/Users/${id}`,
      user('bjensen', { nickName: 'B' }),
    )
    expect(status).toBe(200)
    expect(body).toMatchObject({ id, nickName: 'B', meta: { version: 'W/"2"' } })
    expect(body).not.toHaveProperty('title')
    expect((await server.send('PUT', '/Users/nobody', user('x'))).status).toBe(404)
  })

  test('RFC7644-3.5.2 PATCH answers 200 with the resource; nothing new is no new version', async () => {
    const server = startServer()
    const id = await createUser(server, 'bjensen')
    const off = patch({ op: 'replace', path: 'active', value: false })
    const first = await server.send('PATCH', `/Users/${id}`, off)
    expect(first.status).toBe(200)
    expect(first.body).toMatchObject({ active: false, meta: { version: 'W/"2"' } })
    const second = await server.send('PATCH', `/Users/${id}`, off)
    expect(second.body.meta).toEqual(first.body.meta)
  })

  test('RFC7644-3.5.2 all operations or none', async () => {
    const server = startServer()
    const id = await createUser(server, 'bjensen')
    const { status, body } = await server.send(
      'PATCH',
      `/Users/${id}`,
      patch(
        { op: 'replace', path: 'title', value: 'VP' },
        { op: 'replace', path: 'nosuch', value: 1 },
      ),
    )
    expect({ status, scimType: body.scimType }).toEqual({ status: 400, scimType: 'invalidPath' })
    expect(body.detail).toContain('nosuch')
    expect((await server.send('GET', `/Users/${id}`)).body).not.toHaveProperty('title')
  })

  test('RFC7644-3.14 a stale If-Match is 412 and stores nothing', async () => {
    const server = startServer()
    const id = await createUser(server, 'bjensen')
    const change = patch({ op: 'replace', path: 'title', value: 'VP' })
    const good = await server.send('PATCH', `/Users/${id}`, change, { 'if-match': '"1"' })
    expect(good.status).toBe(200)
    const stale = await server.send('PUT', `/Users/${id}`, user('x'), { 'if-match': 'W/"1"' })
    expect(stale.status).toBe(412)
    expect(
      (await server.send('DELETE', `/Users/${id}`, undefined, { 'if-match': 'W/"1"' })).status,
    ).toBe(412)
    expect((await server.send('GET', `/Users/${id}`)).body.userName).toBe('bjensen')
  })
})
