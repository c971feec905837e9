import { createScimClient } from '@scimwright/client'
import { User } from '@scimwright/types'
import { setupServer } from 'msw/node'
import { describe, expect, onTestFinished, test } from 'vitest'
import { type Fault, faults, scimHandlers } from '../src/index.ts'

const start = (...list: Fault[]) => {
  const server = setupServer(...scimHandlers({ faults: list }))
  server.listen({ onUnhandledRequest: 'error' })
  onTestFinished(() => server.close())
  const methods: string[] = []
  server.events.on('request:start', ({ request }) => void methods.push(request.method))
  const scim = createScimClient({
    baseUrl: 'https://scim.example.com/scim/v2',
    auth: 'test-token',
  })
  return { users: scim.users(), methods }
}

const user = (userName: string) => ({ schemas: [User.id], userName })
const create = async (users: ReturnType<typeof start>['users'], count: number) => {
  for (let index = 0; index < count; index += 1) await users.create(user(`u${index}`))
}

describe('the client gets through', () => {
  test('429, waiting as long as the server asks', async () => {
    const { users, methods } = start(faults.tooManyRequests({ times: 2, retryAfter: 0 }))
    expect(await users.create(user('bob'))).toMatchObject({ userName: 'bob' })
    expect(methods).toEqual(['POST', 'POST', 'POST'])
  })

  test('a create that never arrived, when it may adopt', async () => {
    const { users, methods } = start(faults.droppedSocket())
    expect(await users.create(user('bob'), { ifExists: 'adopt' })).toMatchObject({
      userName: 'bob',
    })
    expect(methods).toEqual(['POST', 'GET', 'POST'])
  })

  test('a create that was done and whose answer broke off, without a second user', async () => {
    const { users } = start(faults.truncatedBody({ on: ({ method }) => method === 'POST' }))
    const { id } = await users.create(user('bob'), { ifExists: 'adopt' })
    const { resources, complete } = await users.list().snapshot()
    expect(resources.map((each) => each.id)).toEqual([id])
    expect(complete).toBe(true)
  })

  test('a read that breaks off', async () => {
    const { users } = start(faults.truncatedBody({ on: ({ method }) => method === 'GET' }))
    const { id } = await users.create(user('bob'))
    expect(await users.get(id)).toMatchObject({ userName: 'bob' })
  })

  test('a server without PUT, by PATCH', async () => {
    const { users, methods } = start(faults.noPut())
    const { id } = await users.create({ ...user('bob'), title: 'Clerk', nickName: 'B' })
    const replaced = await users.replace({ ...user('bob'), id, title: 'Guide' })
    expect(replaced).toMatchObject({ id, title: 'Guide' })
    expect(replaced).not.toHaveProperty('nickName')
    expect(methods.slice(1)).toEqual(['PUT', 'GET', 'GET', 'PATCH'])
  })

  test('rows that come twice, listing nobody twice and missing nobody', async () => {
    const { users } = start(faults.duplicateRows())
    await create(users, 5)
    const names = (await users.list({ count: 2 }).toArray({ limit: 99 })).map(
      (each) => each.userName,
    )
    expect(names).toEqual(['u0', 'u1', 'u2', 'u3', 'u4'])
  })
})

describe('the client says that it does not know', () => {
  test('when the server sends the same page for ever', async () => {
    const { users } = start(faults.ignoredStartIndex())
    await create(users, 5)
    await expect(users.list({ count: 2 }).toArray({ limit: 99 })).rejects.toMatchObject({
      code: 'paging',
    })
  })

  test.each([
    [10, { listed: 5, complete: false }],
    [-3, { listed: 5, complete: true }],
  ])('who is there, when the total is wrong by %i', async (by, expected) => {
    const { users } = start(faults.lyingTotals({ by }))
    await create(users, 5)
    const { resources, complete } = await users.list({ count: 2 }).snapshot()
    expect({ listed: resources.length, complete }).toEqual(expected)
  })
})
