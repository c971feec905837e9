import { profiles } from '@scimwright/engine'
import { createMemoryStore } from '@scimwright/server'
import { UserResourceType } from '@scimwright/types'
import { setupServer } from 'msw/node'
import { expect, onTestFinished, test } from 'vitest'
import {
  type Fault,
  faults,
  type ScimHandlersOptions,
  scimHandlers,
  TEST_DIRECTORY,
} from '../src/index.ts'

const base = 'https://scim.example.com/scim/v2'

const start = (options: ScimHandlersOptions = {}) => {
  const server = setupServer(...scimHandlers(options))
  server.listen({ onUnhandledRequest: 'error' })
  onTestFinished(() => server.close())
  return (method: string, path: string, body?: object, token = 'test-token') =>
    fetch(`${base}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
      ...(body && { body: JSON.stringify(body) }),
    })
}

const user = (userName: string) => ({ schemas: [UserResourceType.schema.id], userName })

const withUsers = async (count: number, ...list: Fault[]) => {
  const send = start({ faults: list })
  for (let index = 0; index < count; index += 1) await send('POST', '/Users', user(`u${index}`))
  return send
}

test('is a whole SCIM server', async () => {
  const store = createMemoryStore()
  const send = start({ store, profile: profiles.entra })
  const made = await send('POST', '/Users', user('bob'))
  expect(made.status).toBe(201)
  const { id, meta } = await made.json()
  expect(meta.location).toBe(`${base}/Users/${id}`)
  const patched = await send('PATCH', `/Users/${id}`, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'Replace', path: 'active', value: 'False' }],
  })
  expect(await patched.json()).toMatchObject({ active: false })
  expect(await store.get(TEST_DIRECTORY, UserResourceType, id)).toMatchObject({ active: false })
  const found = await send('GET', `/Users?filter=${encodeURIComponent('userName eq "BOB"')}`)
  expect((await found.json()).totalResults).toBe(1)
  expect((await send('GET', '/Users', undefined, 'wrong')).status).toBe(401)
  expect((await send('GET', '')).status).toBe(200)
})

test('answers 429 so many times, then all is well', async () => {
  const send = start({ faults: [faults.tooManyRequests({ times: 2, retryAfter: 7 })] })
  const statuses = []
  for (let call = 0; call < 3; call += 1) statuses.push((await send('GET', '/Users')).status)
  expect(statuses).toEqual([429, 429, 200])
  const bare = start({ faults: [faults.tooManyRequests({ retryAfter: null })] })
  expect((await bare('GET', '/Users')).headers.has('retry-after')).toBe(false)
})

test('drops a connection before anything has happened', async () => {
  const send = start({ faults: [faults.droppedSocket()] })
  await expect(send('POST', '/Users', user('bob'))).rejects.toThrow(TypeError)
  expect((await send('POST', '/Users', user('bob'))).status).toBe(201)
})

test('breaks an answer off after everything has happened', async () => {
  const send = start({ faults: [faults.truncatedBody({ on: ({ method }) => method === 'POST' })] })
  const answer = await send('POST', '/Users', user('bob'))
  await expect(answer.json()).rejects.toThrow()
  expect((await send('POST', '/Users', user('bob'))).status).toBe(409)
})

test('lists that lie: the same page for every startIndex, wrong totals, rows twice', async () => {
  const page = async (fault: Fault) => {
    const send = await withUsers(3, fault)
    return (await send('GET', '/Users?startIndex=2&count=2')).json()
  }
  expect((await page(faults.ignoredStartIndex())).Resources[0].userName).toBe('u0')
  expect((await page(faults.lyingTotals({ by: -1 }))).totalResults).toBe(2)
  const doubled = (await page(faults.duplicateRows())).Resources
  expect(doubled.map(({ userName }: { userName: string }) => userName)).toEqual(['u1', 'u1', 'u2'])
})

test('knows no PUT, though the resource is there', async () => {
  const send = await withUsers(1, faults.noPut())
  const [{ id }] = (await (await send('GET', '/Users')).json()).Resources
  expect((await send('PUT', `/Users/${id}`, user('other'))).status).toBe(404)
  expect((await send('GET', `/Users/${id}`)).status).toBe(200)
})
