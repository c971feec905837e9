import { createMemoryStore, createScimServer } from '@scimwright/server'
import { GroupResourceType, UserResourceType } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { checkConformance } from '../src/conformance/check-conformance.ts'
import { rules } from '../src/conformance/rules/index.ts'
import { type Breaker, breakers } from './breakers/index.ts'

const baseUrl = 'https://scim.example/scim/v2'

const startServer = () =>
  createScimServer({
    resourceTypes: [UserResourceType, GroupResourceType],
    store: createMemoryStore(),
    basePath: '/scim/v2',
    authenticate: (request) =>
      request.headers.get('authorization') === 'Bearer right' ? { directoryId: 'acme' } : undefined,
  })

const ask = async (id: string, breaker?: Breaker) => {
  const server = startServer()
  const [result] = await checkConformance({
    baseUrl,
    token: 'right',
    rules: rules.filter((rule) => rule.id === id),
    fetch: breaker ? breaker(server.fetch) : server.fetch,
  })
  return result
}

describe('our server keeps', () => {
  test.each(rules.map(({ id }) => id))('%s', async (id) => {
    expect((await ask(id))?.fault).toBeUndefined()
  })
})

describe('a server that breaks a rule is found out', () => {
  test('there is one for every rule, and each rule has a name of its own', () => {
    expect(Object.keys(breakers).sort()).toEqual(rules.map(({ id }) => id).sort())
  })

  test.each(Object.entries(breakers))('%s', async (id, breaker) => {
    expect(await ask(id, breaker)).toMatchObject({ passed: false, fault: expect.any(String) })
  })
})

test('everything that was made is deleted again', async () => {
  const server = startServer()
  await checkConformance({ baseUrl, token: 'right', fetch: server.fetch })
  const response = await server.fetch(
    new Request(`${baseUrl}/`, { headers: { authorization: 'Bearer right' } }),
  )
  expect((await response.json()).totalResults).toBe(0)
})
