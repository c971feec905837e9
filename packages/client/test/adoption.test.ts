import { describe, expect, test } from 'vitest'
import { createScimClient } from '../src/index.ts'
import { type Answering, BASE, fault, scim, useIntercept } from './intercept.ts'

const intercept = useIntercept()
const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User']
const desired = { schemas, userName: 'bjensen', externalId: 'e1', title: 'Guide' }
const existing = { schemas, id: 'u1', userName: 'BJensen', title: 'Clerk', meta: {} }

const start = (answering: Answering) => {
  const seen = intercept(answering)
  const client = createScimClient({ baseUrl: BASE, auth: 'secret' })
  const requests = () => seen.map(({ method, path }) => `${method} ${path}`)
  return { users: client.users(), groups: client.groups(), seen, requests }
}

/** Holds one user, and answers a POST as it is told to. */
const holding =
  (post: (posts: number) => Response): Answering =>
  ({ method, path, query, body }, index) => {
    if (method === 'POST') return post(index)
    if (method === 'PUT') return scim(200, { ...body, meta: {} })
    if (path === '/Users/u1') return scim(200, existing)
    const isMe = query.get('filter') === 'userName eq "bjensen"'
    return scim(200, { totalResults: isMe ? 1 : 0, Resources: isMe ? [existing] : [] })
  }

describe('a user who is there already', () => {
  test('is an error by default', async () => {
    const { users, requests } = start(holding(() => fault(409, 'uniqueness')))
    await expect(users.create(desired)).rejects.toMatchObject({ status: 409 })
    expect(requests()).toEqual(['POST /Users'])
  })

  test.each([['uniqueness'], [undefined]])(
    'is adopted as it is, with scimType %s',
    async (scimType) => {
      const { users, requests } = start(holding(() => fault(409, scimType)))
      const { data, response } = await users.create(desired, { ifExists: 'adopt' }).withResponse()
      expect(data).toEqual(existing)
      expect(response.status).toBe(200)
      expect(requests()).toEqual(['POST /Users', 'GET /Users', 'GET /Users/u1'])
    },
  )

  test('is given the new content with replace', async () => {
    const { users, seen } = start(holding(() => fault(409)))
    const replaced = await users.create(desired, { ifExists: 'replace' })
    expect(replaced).toMatchObject({ id: 'u1', title: 'Guide' })
    expect(seen.at(-1)).toMatchObject({ method: 'PUT', path: '/Users/u1', body: desired })
  })

  test('and cannot be found is the error, once: no loop', async () => {
    const { users, requests } = start(({ method }) =>
      method === 'POST' ? fault(409) : scim(200, { totalResults: 0, Resources: [] }),
    )
    await expect(users.create(desired, { ifExists: 'adopt' })).rejects.toMatchObject({
      status: 409,
    })
    expect(requests()).toEqual(['POST /Users', 'GET /Users', 'GET /Users'])
  })

  test('is not a stranger from a server that ignores filters, and not one of two', async () => {
    const strangers = start(({ method }) =>
      method === 'POST'
        ? fault(409)
        : scim(200, { totalResults: 1, Resources: [{ id: 'x', userName: 'mallory' }] }),
    )
    const adopting = strangers.users.create(desired, { ifExists: 'adopt' })
    await expect(adopting).rejects.toMatchObject({ status: 409 })
    const twins = start(({ method }) =>
      method === 'POST'
        ? fault(409)
        : scim(200, { Resources: ['1', '2'].map((id) => ({ id, displayName: 'Crew' })) }),
    )
    const group = { schemas: [], displayName: 'Crew' }
    await expect(twins.groups.create(group, { ifExists: 'adopt' })).rejects.toMatchObject({
      status: 409,
    })
  })

  test('is looked up by the keys one names', async () => {
    const { users, seen } = start(({ method }) =>
      method === 'POST' ? fault(409) : scim(200, { Resources: [] }),
    )
    const adopting = users.create(desired, { ifExists: 'adopt', match: ['externalId'] })
    await expect(adopting).rejects.toMatchObject({ status: 409 })
    expect(seen.slice(1).map(({ query }) => query.get('filter'))).toEqual(['externalId eq "e1"'])
  })
})

describe('a create whose answer got lost', () => {
  test('is not sent again without adoption', async () => {
    const { users, requests } = start(holding(() => Response.error()))
    await expect(users.create(desired)).rejects.toMatchObject({ code: 'connection' })
    expect(requests()).toEqual(['POST /Users'])
  })

  test.each([['dropped'], [408], [500], [502], [504]])(
    '%s: it is looked up first, and found',
    async (how) => {
      const { users, requests } = start(
        holding(() => (typeof how === 'number' ? fault(how) : Response.error())),
      )
      expect(await users.create(desired, { ifExists: 'adopt' })).toMatchObject({ id: 'u1' })
      expect(requests()).toEqual(['POST /Users', 'GET /Users', 'GET /Users/u1'])
    },
  )

  test('and that never arrived is sent again', async () => {
    const { users, requests } = start(({ method }, index) => {
      if (method === 'GET') return scim(200, { totalResults: 0, Resources: [] })
      return index === 0 ? Response.error() : scim(201, { ...desired, id: 'u2', meta: {} })
    })
    expect(await users.create(desired, { ifExists: 'adopt' })).toMatchObject({ id: 'u2' })
    expect(requests()).toEqual(['POST /Users', 'GET /Users', 'GET /Users', 'POST /Users'])
  })

  test('is sent again as it is to a server that knows it by a key', async () => {
    const seen = intercept((_, index) => (index === 0 ? Response.error() : scim(201, existing)))
    const options = { baseUrl: BASE, auth: 'secret', idempotencyHeader: 'Idempotency-Key' }
    await createScimClient(options).users().create(desired)
    const keys = seen.map(({ headers }) => headers.get('idempotency-key'))
    expect(keys[0]).toMatch(/^[\da-f-]{36}$/)
    expect(keys).toEqual([keys[0], keys[0]])
  })
})
