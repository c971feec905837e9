import { join } from 'node:path'
import { createSqliteStore } from '@scimwright/store'
import { verifyWebhook } from '@scimwright/webhooks'
import { describe, expect, test, vi } from 'vitest'
import { startApplication, startProvider, temporaryFolder, user } from './provider.ts'

const demo = '/directories/dir_demo'

describe('secrets of a directory', () => {
  test('two may be live; one that is deleted or expired lets nobody in', async () => {
    const { api, send } = await startProvider()
    const list = async () => (await api('GET', `${demo}/secrets`)).body.data
    const [seeded] = await list()
    const expires = new Date(Date.now() + 1500).toISOString()
    const made = await api('POST', `${demo}/secrets`, { expires_at: expires })
    expect(made.body).toMatchObject({ directory_id: 'dir_demo', expires_at: expires })
    expect((await api('POST', `${demo}/secrets`)).status).toBe(409)
    const users = (token: string) => send('GET', '/directory/dir_demo/scim/v2/Users', { token })
    const token = made.body.plain_secret
    expect((await users(token)).status).toBe(200)
    expect((await list()).map(({ id }: { id: string }) => id).sort()).toEqual(
      [seeded.id, made.body.id].sort(),
    )
    expect(JSON.stringify(await list())).not.toContain(token)
    expect((await api('DELETE', `${demo}/secrets/${seeded.id}`)).status).toBe(204)
    expect((await users('directory-token-for-tests')).status).toBe(401)
    expect((await api('DELETE', `${demo}/secrets/${seeded.id}`)).status).toBe(404)
  })

  test('the time of the last use is told', async () => {
    const { api, scim } = await startProvider()
    await scim('GET', '/Users')
    const [secret] = (await api('GET', `${demo}/secrets`)).body.data
    expect(Date.parse(secret.last_used_at)).toBeGreaterThan(Date.now() - 60_000)
  })
})

describe('a directory that is deleted', () => {
  test('shuts its identity provider out, tells the application, and is gone', async () => {
    const application = await startApplication()
    const { api, scim } = await startProvider({ SCIMWRIGHT_WEBHOOK_URL: application.url })
    await scim('POST', '/Users', user('a'))
    expect((await api('DELETE', demo)).status).toBe(204)
    expect((await scim('GET', '/Users')).status).toBe(401)
    expect((await api('GET', demo)).status).toBe(404)
    expect((await api('GET', '/directories')).body.data).toEqual([])
    await vi.waitFor(() => expect(application.arrived).toHaveLength(2))
    const event = JSON.parse(application.arrived[1]?.body ?? '')
    expect(event).toMatchObject({
      type: 'organization.directory_deleted',
      data: { id: 'dir_demo', enabled: false },
    })
  })
})

describe('users, groups and roles', () => {
  test('are read as events describe them, users with the roles of their groups', async () => {
    const { api, scim } = await startProvider()
    const { id } = (await scim('POST', '/Users', user('ada'))).body
    await scim('POST', '/Users', user('bob'))
    const group = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'Crew' }
    const made = await scim('POST', '/Groups', { ...group, members: [{ value: id, type: 'User' }] })
    const role = `${demo}/groups/${made.body.id}/roles/admin`
    expect((await api('PUT', role)).body).toEqual({ group_id: made.body.id, role: 'admin' })
    expect((await api('GET', `${demo}/role_assignments`)).body.data).toHaveLength(1)
    expect((await api('GET', `${demo}/users/${id}`)).body).toMatchObject({
      id,
      preferred_username: 'ada',
      groups: [{ id: made.body.id, name: 'Crew' }],
      roles: [{ role_name: 'admin' }],
      version: 1,
    })
    expect((await api('GET', `${demo}/groups/${made.body.id}`)).body).toMatchObject({
      display_name: 'Crew',
      members: [{ id, type: 'User' }],
    })
    expect((await api('GET', `${demo}/groups`)).body.data).toMatchObject([{ display_name: 'Crew' }])
    expect((await api('DELETE', role)).status).toBe(204)
    expect((await api('DELETE', role)).status).toBe(404)
    expect((await api('GET', `${demo}/users/${id}`)).body.roles).toEqual([])
  })

  test('are read page by page', async () => {
    const { api, scim } = await startProvider()
    for (const name of ['a', 'b', 'c']) await scim('POST', '/Users', user(name))
    const first = (await api('GET', `${demo}/users?limit=2`)).body
    const second = (await api('GET', `${demo}/users?limit=2&after=${first.next}`)).body
    const names = [...first.data, ...second.data].map((each) => each.preferred_username)
    expect(names).toEqual(['a', 'b', 'c'])
    expect(second).not.toHaveProperty('next')
    expect((await api('GET', `${demo}/users/nobody`)).status).toBe(404)
    expect((await api('GET', '/directories/dir_other/users')).status).toBe(404)
  })
})

describe('events that are deleted', () => {
  test('are 410 for whoever asks for them, with the place to go on from', async () => {
    const file = join(temporaryFolder(), 'scim.db')
    const env = { DATABASE_URL: `sqlite:${file}` }
    const first = await startProvider(env)
    await first.scim('POST', '/Users', user('a'))
    await first.scim('POST', '/Users', user('b'))
    await first.close()
    const store = createSqliteStore({ file })
    expect(await store.prune(new Date(Date.now() + 1000).toISOString())).toBe(3)
    await store.close()
    const { api, scim } = await startProvider(env)
    await scim('POST', '/Users', user('c'))
    const events = (after: number) => api('GET', `/events?directory_id=dir_demo&after=${after}`)
    const gone = await events(1)
    expect([gone.status, gone.body.error]).toEqual([
      410,
      'Events up to 3 are deleted. Read users and groups anew, then events after 3.',
    ])
    expect((await events(3)).body.data).toHaveLength(1)
  })
})

describe('an endpoint', () => {
  const start = async (options: object = {}) => {
    const application = await startApplication()
    const provider = await startProvider()
    const made = await provider.api('POST', `${demo}/endpoints`, {
      url: application.url,
      ...options,
    })
    const path = `${demo}/endpoints/${made.body.id}`
    const arrived = async (count: number) => {
      await vi.waitFor(() => expect(application.arrived).toHaveLength(count))
      const { body = '', headers = {} } = application.arrived[count - 1] ?? {}
      return (secret: string) => verifyWebhook({ body, headers, secrets: [secret] })
    }
    return { ...provider, application, secret: made.body.secret, path, arrived, made: made.body }
  }

  test('whose secret is rotated is signed for with both, until the old one ends', async () => {
    const { api, scim, path, secret, arrived } = await start()
    const rotated = (await api('POST', `${path}/rotate`, {})).body
    expect(rotated.secret).not.toBe(secret)
    expect(rotated.secrets).toHaveLength(2)
    const hours = (Date.parse(rotated.secrets[1].expires_at) - Date.now()) / 3_600_000
    expect(Math.round(hours)).toBe(24)
    await scim('POST', '/Users', user('a'))
    const verify = await arrived(1)
    expect([(await verify(secret)).ok, (await verify(rotated.secret)).ok]).toEqual([true, true])
    const again = (await api('POST', `${path}/rotate`, { overlap_hours: 0 })).body
    await scim('POST', '/Users', user('b'))
    const later = await arrived(2)
    expect((await later(secret)).ok).toBe(false)
    expect((await later(rotated.secret)).ok).toBe(false)
    expect((await later(again.secret)).ok).toBe(true)
  })

  test('may be signed for with v1a; its public keys are published', async () => {
    const { api, scim, send, path, secret, arrived, made } = await start({ signature: 'v1a' })
    expect(secret).toMatch(/^whpk_/)
    const keys = async () =>
      JSON.parse(
        (await send('GET', `/.well-known/webhook-keys/dir_demo/${made.id}`, { token: '' })).text,
      ).keys
    expect(await keys()).toEqual([{ key: secret }])
    await scim('POST', '/Users', user('a'))
    expect(await (await arrived(1))(secret)).toMatchObject({ ok: true })
    const rotated = (await api('POST', `${path}/rotate`, {})).body
    expect(await keys()).toMatchObject([
      { key: rotated.secret },
      { key: secret, expires_at: expect.any(Number) },
    ])
    const nobody = await send('GET', '/.well-known/webhook-keys/dir_demo/ep_x', { token: '' })
    expect(nobody.status).toBe(404)
  })

  test('is tested with an event of its own, and the answer is told', async () => {
    const { api, path, secret, arrived, application } = await start()
    const { body } = await api('POST', `${path}/test`)
    expect(body).toMatchObject({ status: 204, duration_ms: expect.any(Number) })
    const result = await (await arrived(1))(secret)
    expect(result.ok && result.event).toMatchObject({ id: body.event_id, type: 'webhook.test' })
    expect(application.arrived).toHaveLength(1)
    await api('PATCH', path, { url: 'http://127.0.0.1:9/hook' })
    expect((await api('POST', `${path}/test`)).body.error).toBe('ECONNREFUSED')
  })

  test('gets the event types it asks for, and nothing once it is deleted', async () => {
    const { api, scim, path, application } = await start({
      event_types: ['organization.directory.user_deleted'],
    })
    const { id } = (await scim('POST', '/Users', user('a'))).body
    await scim('DELETE', `/Users/${id}`)
    await vi.waitFor(() => expect(application.arrived).toHaveLength(1))
    expect(JSON.parse(application.arrived[0]?.body ?? '').type).toContain('user_deleted')
    expect((await api('DELETE', path)).status).toBe(204)
    expect((await api('GET', path)).status).toBe(404)
    expect((await api('DELETE', path)).status).toBe(404)
  })

  test('that does nothing but fail is disabled, with the reason; enabling it forgives', async () => {
    const application = await startApplication(() => 500)
    const { api, scim, lines } = await startProvider({
      SCIMWRIGHT_WEBHOOK_URL: application.url,
      SCIMWRIGHT_DISABLE_AFTER_HOURS: '0.00001',
      SCIMWRIGHT_RETRY_SECONDS: '0,0.1,0.1,0.1,0.1,0.1',
    })
    await scim('POST', '/Users', user('a'))
    const endpoint = async () => (await api('GET', `${demo}/endpoints/ep_demo`)).body
    await vi.waitFor(async () =>
      expect(await endpoint()).toMatchObject({ enabled: false, disabled_reason: 'failing' }),
    )
    expect(lines.join('')).toContain('webhook.endpoint_disabled')
    await api('PATCH', `${demo}/endpoints/ep_demo`, { enabled: true })
    expect(await endpoint()).not.toHaveProperty('disabled_reason')
  })
})

test('a path of the API that is not there, and a body that is too much, are told', async () => {
  const { api } = await startProvider()
  expect((await api('GET', '/nothing')).status).toBe(404)
  const { status, body } = await api('POST', `${demo}/endpoints`, {
    url: 'https://a.example',
    x: 1,
  })
  expect(status).toBe(400)
  expect(body.error).toContain('x')
})
