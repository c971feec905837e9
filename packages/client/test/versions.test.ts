import { describe, expect, test } from 'vitest'
import { createScimClient } from '../src/index.ts'
import { type Answering, BASE, fault, scim, useIntercept } from './intercept.ts'

const intercept = useIntercept()
const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User']
const user = (version?: string) => ({
  schemas,
  id: 'u1',
  userName: 'bjensen',
  title: 'Clerk',
  nickName: 'Babs',
  ...(version && { meta: { version } }),
})

const start = (answering: Answering) => {
  const seen = intercept(answering)
  const requests = () => seen.map(({ method, path }) => `${method} ${path}`)
  const versions = () =>
    seen.filter(({ method }) => method !== 'GET').map(({ headers }) => headers.get('if-match'))
  const client = createScimClient({ baseUrl: BASE, auth: 'secret' })
  return { users: client.users(), seen, requests, versions, client }
}

const title = [{ op: 'replace', path: 'title', value: 'VP' }] as const
const addEmail = [{ op: 'add', path: 'emails', value: [{ value: 'b@example.com' }] }] as const

describe("ifMatch: 'auto'", () => {
  test('writes on the version it read; 412: reads again, and writes once more', async () => {
    let version = 1
    const { users, versions } = start(({ method, headers }) => {
      if (method === 'GET') return scim(200, user(`W/"${version}"`))
      if (version === 1) version = 2
      return headers.get('if-match') === 'W/"2"' ? scim(200, user('W/"3"')) : fault(412)
    })
    const currents: unknown[] = []
    await users.patch(
      {
        id: 'u1',
        operations: (patch, current) => {
          currents.push(current?.meta.version)
          return patch.replace('title', 'VP')
        },
      },
      { ifMatch: 'auto' },
    )
    expect(versions()).toEqual(['W/"1"', 'W/"2"'])
    expect(currents).toEqual(['W/"1"', 'W/"2"'])
  })

  test('a second 412 is the error', async () => {
    const { users, versions } = start(({ method }) =>
      method === 'GET' ? scim(200, user('W/"1"')) : fault(412),
    )
    const patching = users.patch({ id: 'u1', operations: title }, { ifMatch: 'auto' })
    await expect(patching).rejects.toMatchObject({ status: 412 })
    expect(versions()).toHaveLength(2)
  })

  test('a 412 after a lost answer may be our own doing: an add is not made twice', async () => {
    const { users, versions } = start(({ method }, index) => {
      if (method === 'GET') return scim(200, user('W/"1"'))
      return index === 1 ? Response.error() : fault(412)
    })
    const patching = users.patch({ id: 'u1', operations: addEmail }, { ifMatch: 'auto' })
    await expect(patching).rejects.toMatchObject({ status: 412, attempts: 2 })
    expect(versions()).toHaveLength(2)
  })

  test('a server without versions is written to without', async () => {
    const { users, versions } = start(() => scim(200, user()))
    await users.patch({ id: 'u1', operations: title }, { ifMatch: 'auto' })
    expect(versions()).toEqual([null])
  })

  test('the ETag header counts where meta.version is missing', async () => {
    const { users, versions } = start(() => scim(200, user(), { etag: 'W/"7"' }))
    await users.delete('u1', { ifMatch: 'auto' })
    expect(versions()).toEqual(['W/"7"'])
  })

  test('what was made from a version does not overwrite a newer one', async () => {
    const { users, requests } = start(() => fault(412))
    const replacing = users.replace({ ...user(), meta: { version: 'W/"1"' } }, { ifMatch: 'auto' })
    await expect(replacing).rejects.toMatchObject({ status: 412 })
    expect(requests()).toEqual(['PUT /Users/u1'])
  })
})

describe('a server without PUT', () => {
  const withoutPut =
    (status: number): Answering =>
    ({ method }) => {
      if (method === 'PUT') return fault(status)
      return scim(200, user('W/"1"'))
    }

  test.each([404, 405, 501])('%s: is given a PATCH that does the same', async (status) => {
    const { users, seen, requests, client } = start(withoutPut(status))
    await users.replace({ schemas, id: 'u1', userName: 'bjensen', title: 'VP' })
    expect(requests()).toEqual([
      'PUT /Users/u1',
      'GET /Users/u1',
      'GET /Users/u1',
      'PATCH /Users/u1',
    ])
    expect(seen.at(-1)?.body.Operations).toEqual([
      { op: 'replace', path: 'userName', value: 'bjensen' },
      { op: 'replace', path: 'title', value: 'VP' },
      { op: 'remove', path: 'nickName' },
    ])
    await users.replace({ schemas, id: 'u1', userName: 'bjensen' })
    expect(requests().filter((each) => each.startsWith('PUT'))).toHaveLength(1)
    expect((await client.capabilities()).put).toEqual({ supported: 'no', source: 'observed' })
  })

  test('is not taken for one that lost the user: GET says who is gone', async () => {
    const { users, requests } = start(() => fault(404))
    await expect(users.replace({ ...user(), id: 'u1' })).rejects.toMatchObject({ status: 404 })
    expect(requests()).toEqual(['PUT /Users/u1', 'GET /Users/u1'])
  })

  test('that is known as a target is not asked', async () => {
    const seen = intercept(withoutPut(404))
    const target = 'google-cloud-identity'
    const client = createScimClient({ baseUrl: BASE, auth: 'secret', target })
    await client.users().replace({ ...user(), id: 'u1' })
    expect(seen.map(({ method }) => method)).toEqual(['GET', 'PATCH'])
  })
})

describe('a delete whose answer got lost', () => {
  test('has been done when GET finds nobody', async () => {
    const { users, requests } = start((_, index) => (index === 0 ? Response.error() : fault(404)))
    expect(await users.delete('u1')).toBeUndefined()
    expect(requests()).toEqual(['DELETE /Users/u1', 'DELETE /Users/u1', 'GET /Users/u1'])
  })

  test('has not when GET finds somebody, and a first 404 is an error', async () => {
    const there = start(({ method }, index) => {
      if (index === 0) return Response.error()
      return method === 'GET' ? scim(200, user()) : fault(404)
    })
    await expect(there.users.delete('u1')).rejects.toMatchObject({ status: 404 })
    const { users } = start(() => fault(404))
    await expect(users.delete('u1')).rejects.toMatchObject({ status: 404, attempts: 1 })
  })
})

test('the operations of a target that wants capital letters have them', async () => {
  const seen = intercept(() => scim(200, user()))
  const target = { name: 'old', operations: 'capitalised' } as const
  const client = createScimClient({ baseUrl: BASE, auth: 'secret', target })
  await client.users().patch({ id: 'u1', operations: title })
  expect(seen[0]?.body.Operations[0].op).toBe('Replace')
})

test('an id stays one segment of the path', async () => {
  const { users, requests } = start(() => scim(200, user()))
  await users.get('../Groups/1?x#y')
  expect(requests()).toEqual(['GET /Users/..%2FGroups%2F1%3Fx%23y'])
})
