import { expect, test, vi } from 'vitest'
import { startApplication, startProvider, user } from './provider.ts'

const deliveries = '/directories/dir_demo/deliveries'

test('deliveries and their attempts can be looked at, and sent again with the same id', async () => {
  let up = false
  const application = await startApplication(() => (up ? 204 : 500))
  const { scim, api } = await startProvider({ SCIMWRIGHT_WEBHOOK_URL: application.url })
  await scim('POST', '/Users', user('a'))
  await scim('POST', '/Users', user('b'))
  const failed = async () => (await api('GET', `${deliveries}?state=failed`)).body.data
  await vi.waitFor(async () => expect(await failed()).toHaveLength(2), 5000)

  const [newest, oldest] = await failed()
  expect(newest).toMatchObject({
    endpoint_id: 'ep_demo',
    sequence: 3,
    state: 'failed',
    attempts: 4,
  })
  expect((await api('GET', `${deliveries}?before=${newest.id}`)).body.data).toEqual([oldest])
  const attempts = (await api('GET', `${deliveries}/${newest.id}/attempts`)).body.data
  expect(attempts).toHaveLength(4)
  expect(attempts[0]).toMatchObject({
    attempt: 1,
    result: 'failed',
    status: 500,
    error: 'HTTP 500',
  })

  up = true
  expect((await api('POST', `${deliveries}/${newest.id}/resend`)).status).toBe(202)
  await vi.waitFor(async () => expect(await failed()).toEqual([oldest]))
  const ids = application.arrived.map(({ headers }) => headers['webhook-id'])
  expect(ids.at(-1)).toBe(newest.event_id)

  const since = new Date(Date.now() - 60_000).toISOString()
  const recovered = await api('POST', '/directories/dir_demo/endpoints/ep_demo/recover', { since })
  expect(recovered.body).toEqual({ resent: 1 })
  await vi.waitFor(async () => expect(await failed()).toEqual([]))
})

test('an endpoint that is enabled again gets what is new', async () => {
  let up = false
  const application = await startApplication(() => (up ? 204 : 410))
  const { scim, api } = await startProvider({ SCIMWRIGHT_WEBHOOK_URL: application.url })
  await scim('POST', '/Users', user('a'))
  const endpoint = async () => (await api('GET', '/directories/dir_demo/endpoints')).body.data[0]
  await vi.waitFor(async () => expect((await endpoint()).enabled).toBe(false))
  up = true
  const path = '/directories/dir_demo/endpoints/ep_demo'
  expect(
    (
      await api('PATCH', path, {
        enabled: true,
        event_types: ['organization.directory.user_deleted'],
      })
    ).status,
  ).toBe(200)
  const { id } = (await scim('POST', '/Users', user('b'))).body
  await scim('DELETE', `/Users/${id}`)
  await vi.waitFor(() => expect(application.arrived).toHaveLength(2))
  expect(JSON.parse(application.arrived[1]?.body ?? '').type).toBe(
    'organization.directory.user_deleted',
  )
})

test('what is not there, or not in this directory, is 404', async () => {
  const { api, scim } = await startProvider({ SCIMWRIGHT_WEBHOOK_URL: 'http://127.0.0.1:9/hook' })
  await scim('POST', '/Users', user('a'))
  const [delivery] = (await api('GET', deliveries)).body.data
  await api('POST', '/directories', { id: 'dir_other', organization_id: 'o', name: 'Other' })
  const other = '/directories/dir_other'
  expect((await api('POST', `${other}/deliveries/${delivery.id}/resend`)).status).toBe(404)
  expect((await api('GET', `${other}/deliveries/${delivery.id}/attempts`)).body.data).toEqual([])
  expect((await api('PATCH', `${other}/endpoints/ep_demo`, { enabled: false })).status).toBe(404)
  expect((await api('GET', `${deliveries}?state=lost`)).status).toBe(400)
})
