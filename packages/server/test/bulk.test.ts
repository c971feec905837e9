import { EnterpriseUser, urns } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { createUser, group, patch, startServer, user } from './server.ts'

interface Result {
  method: string
  status: string
  bulkId?: string
  location?: string
  version?: string
  response?: { scimType?: string; detail: string }
}

const send = async (
  server: ReturnType<typeof startServer>,
  Operations: object[],
  more: object = {},
): Promise<{ status: number; results: Result[]; body: { detail?: string; scimType?: string } }> => {
  const body = { schemas: [urns.BulkRequest], Operations, ...more }
  const answer = await server.send('POST', '/Bulk', body)
  return { status: answer.status, results: answer.body.Operations ?? [], body: answer.body }
}

const post = (bulkId: string, path: string, data: object) => ({
  method: 'POST',
  path,
  bulkId,
  data,
})
const idOf = ({ location }: Result): string => location?.split('/').at(-1) ?? ''

describe('RFC7644-3.7 bulk', () => {
  test('RFC7644-3.7 each operation has its result, status as a string, in order', async () => {
    const server = startServer()
    const id = await createUser(server, 'bjensen')
    const { status, results } = await send(server, [
      post('a', '/Users', user('a')),
      {
        method: 'PATCH',
        path: `/Users/${id}`,
        data: patch({ op: 'add', path: 'title', value: 'VP' }),
      },
      { method: 'PUT', path: `/Users/${id}`, data: user('bjensen2') },
      { method: 'DELETE', path: `/Users/${id}` },
      post('b', '/Users', user('A')),
    ])
    expect(status).toBe(200)
    expect(results.map(({ method, status, bulkId }) => [method, status, bulkId])).toEqual([
      ['POST', '201', 'a'],
      ['PATCH', '200', undefined],
      ['PUT', '200', undefined],
      ['DELETE', '204', undefined],
      ['POST', '409', 'b'],
    ])
    expect(results[0]).toMatchObject({ version: 'W/"1"' })
    expect(results[4]?.response).toMatchObject({ scimType: 'uniqueness' })
    expect(results[4]).not.toHaveProperty('location')
  })

  test('RFC7644-3.7.2 references resolve backward, forward, in paths and in extensions', async () => {
    const server = startServer()
    const { results } = await send(server, [
      post('g', '/Groups', { ...group('Crew'), members: [{ type: 'User', value: 'bulkId:u10' }] }),
      post('u1', '/Users', user('one')),
      post('u10', '/Users', {
        ...user('ten'),
        [EnterpriseUser.id]: { manager: { value: 'bulkId:u1' } },
      }),
      {
        method: 'PATCH',
        path: '/Users/bulkId:u10',
        data: patch({ op: 'add', path: 'title', value: 'VP' }),
      },
    ])
    expect(results.map(({ status }) => status)).toEqual(['201', '201', '201', '200'])
    const [crew, one, ten] = results.map(idOf)
    expect((await server.send('GET', `/Groups/${crew}`)).body.members).toMatchObject([
      { value: ten },
    ])
    const { body } = await server.send('GET', `/Users/${ten}`)
    expect(body).toMatchObject({ title: 'VP', [EnterpriseUser.id]: { manager: { value: one } } })
  })

  test('RFC7644-3.7.1 circular references resolve, and nothing is created twice', async () => {
    const server = startServer()
    const { results } = await send(server, [
      post('a', '/Groups', { ...group('A'), members: [{ type: 'Group', value: 'bulkId:b' }] }),
      post('b', '/Groups', { ...group('B'), members: [{ type: 'Group', value: 'bulkId:a' }] }),
    ])
    expect(results.map(({ status }) => status)).toEqual(['201', '201'])
    const [a, b] = results.map(idOf)
    expect((await server.send('GET', `/Groups/${a}`)).body.members).toMatchObject([{ value: b }])
    expect((await server.send('GET', `/Groups/${b}`)).body.members).toMatchObject([{ value: a }])
    expect((await server.send('GET', '/Groups')).body.totalResults).toBe(2)
  })

  test('RFC7644-3.7.2 what refers to a failure, or to nothing, fails as well', async () => {
    const server = startServer()
    await createUser(server, 'taken')
    const { results } = await send(server, [
      post('g', '/Groups', { ...group('Crew'), members: [{ value: 'bulkId:u' }] }),
      post('u', '/Users', user('TAKEN')),
      { method: 'DELETE', path: '/Users/bulkId:nobody' },
    ])
    expect(results.map(({ status }) => status)).toEqual(['409', '409', '409'])
    expect((await server.send('GET', '/Groups')).body.totalResults).toBe(0)
  })

  test('RFC7644-3.7.3 failOnErrors ends the run; what was not tried is not told', async () => {
    const server = startServer()
    const { results } = await send(
      server,
      [
        post('a', '/Users', user('a')),
        post('b', '/Users', user('a')),
        post('c', '/Users', user('c')),
      ],
      { failOnErrors: 1 },
    )
    expect(results.map(({ status }) => status)).toEqual(['201', '409'])
    expect((await server.send('GET', '/Users')).body.totalResults).toBe(1)
  })

  test('RFC7644-3.14 a version that is no longer is 412 for that operation alone', async () => {
    const server = startServer()
    const id = await createUser(server, 'bjensen')
    const { results } = await send(server, [
      { method: 'DELETE', path: `/Users/${id}`, version: 'W/"7"' },
      { method: 'PUT', path: `/Users/${id}`, version: 'W/"1"', data: user('b') },
    ])
    expect(results.map(({ status }) => status)).toEqual(['412', '200'])
  })

  test('RFC7644-3.7.4 more than the limits is 413, and the body names the limit', async () => {
    const server = startServer({ limits: { maxBulkOperations: 2 } })
    const operations = ['a', 'b', 'c'].map((name) => post(name, '/Users', user(name)))
    const { status, body } = await send(server, operations)
    expect(status).toBe(413)
    expect(body.detail).toContain('maxOperations, 2')
    expect((await server.send('GET', '/Users')).body.totalResults).toBe(0)
    const { bulk } = (await server.send('GET', '/ServiceProviderConfig')).body
    expect(bulk).toEqual({ supported: true, maxOperations: 2, maxPayloadSize: 1048576 })
  })

  test.each([
    ['no operations', [], {}],
    ['an unknown method', [{ method: 'GET', path: '/Users' }], {}],
    ['an unknown endpoint', [post('a', '/Nothing', {})], {}],
    ['POST without a bulkId', [{ method: 'POST', path: '/Users', data: user('a') }], {}],
    ['POST of a resource', [post('a', '/Users/1', user('a'))], {}],
    ['DELETE of an endpoint', [{ method: 'DELETE', path: '/Users' }], {}],
    ['one bulkId twice', [post('a', '/Users', user('a')), post('a', '/Users', user('b'))], {}],
    ['failOnErrors 0', [post('a', '/Users', user('a'))], { failOnErrors: 0 }],
  ])('%s is 400 and nothing is stored', async (_, operations, more) => {
    const server = startServer()
    const { status, body } = await send(server, operations, more)
    expect({ status, scimType: body.scimType }).toEqual({ status: 400, scimType: 'invalidSyntax' })
    expect((await server.send('GET', '/Users')).body.totalResults).toBe(0)
  })
})
