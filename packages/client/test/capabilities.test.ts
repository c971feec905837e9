import { describe, expect, test } from 'vitest'
import { createScimClient, type Target } from '../src/index.ts'
import { BASE, fault, scim, useIntercept } from './intercept.ts'

const intercept = useIntercept()
const supported = { supported: true }

const start = (config: () => Response, target?: Target) => {
  const seen = intercept(({ path }) => (path === '/ServiceProviderConfig' ? config() : fault(404)))
  const client = createScimClient({ baseUrl: BASE, auth: 'secret', ...(target && { target }) })
  return { client, seen }
}

describe('discovery, field by field', () => {
  test('a field that is missing or broken says nothing about the others', async () => {
    const { client } = start(() =>
      scim(200, {
        patch: supported,
        bulk: { supported: false, maxOperations: 'many' },
        filter: { supported: 'true', maxResults: '200' },
        sort: true,
        etag: null,
      }),
    )
    const capabilities = await client.capabilities()
    expect(capabilities).toMatchObject({
      patch: { supported: 'yes', source: 'server' },
      bulk: { supported: 'no', source: 'server' },
      filter: { supported: 'yes', source: 'server' },
      sort: { supported: 'unknown', source: 'none' },
      etag: { supported: 'unknown', source: 'none' },
      put: { supported: 'unknown', source: 'none' },
      limits: { maxOperations: undefined, maxResults: 200 },
      unreadable: ['bulk.maxOperations'],
    })
  })

  test('what the target is known for comes first', async () => {
    const { client } = start(() => scim(200, { patch: supported }), {
      name: 'mine',
      features: { patch: 'no' },
    })
    expect((await client.capabilities()).patch).toEqual({ supported: 'no', source: 'target' })
    const patching = client.users().patch({ id: 'u1', operations: [] })
    await expect(patching).rejects.toMatchObject({ code: 'unsupported' })
  })

  test.each([
    ['404', () => fault(404)],
    ['a page', () => new Response('<html>', { status: 200 })],
    ['a list', () => scim(200, [])],
  ])('%s leaves everything unknown, and nothing switched off', async (_, config) => {
    const { client, seen } = start(config)
    const { patch, filter, bulk } = await client.capabilities()
    expect([patch, filter, bulk].map((each) => each.supported)).toEqual(Array(3).fill('unknown'))
    await client
      .users()
      .patch({ id: 'u1', operations: [{ op: 'remove', path: 'title' }] })
      .catch(() => undefined)
    expect(seen.at(-1)?.method).toBe('PATCH')
  })

  test('an outage and a wrong token are errors, not a poor server', async () => {
    const { client } = start(() => fault(401))
    await expect(client.capabilities()).rejects.toMatchObject({ status: 401 })
  })

  test('is asked once, until one wants it anew', async () => {
    const { client, seen } = start(() => scim(200, { patch: supported }))
    await Promise.all([client.capabilities(), client.capabilities()])
    await client.capabilities()
    expect(seen).toHaveLength(1)
    await client.capabilities({ refresh: true })
    expect(seen).toHaveLength(2)
  })
})
