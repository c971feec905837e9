import { expect, onTestFinished, test, vi } from 'vitest'
import { startHostileServers } from './hostile-servers.ts'
import { startApplication, startProvider, user } from './provider.ts'

const demo = '/directories/dir_demo'

test('applications that are slow, endless, broken or sly get no more than their turn', async () => {
  const application = await startApplication()
  const hostile = await startHostileServers()
  onTestFinished(() => {
    for (const server of hostile) server.close()
  })
  const { api, scim } = await startProvider({
    SCIMWRIGHT_WEBHOOK_URL: application.url,
    SCIMWRIGHT_DELIVERY_TIMEOUT_SECONDS: '1',
    SCIMWRIGHT_RETRY_SECONDS: '0,600',
  })
  const names = new Map<string, string>()
  for (const { name, url } of hostile) {
    const made = await api('POST', `${demo}/endpoints`, { url })
    names.set(made.body.id, name)
  }
  for (let index = 0; index < 30; index += 1) await scim('POST', '/Users', user(`u${index}`))
  await vi.waitFor(() => expect(application.arrived).toHaveLength(30), 10_000)

  const outcomes = new Map<string, unknown>()
  await vi.waitFor(async () => {
    for (const { id, endpoint_id } of (await api('GET', `${demo}/deliveries?limit=1000`)).body
      .data) {
      const [attempt] = (await api('GET', `${demo}/deliveries/${id}/attempts`)).body.data
      const name = names.get(endpoint_id)
      if (attempt && name) outcomes.set(name, attempt.error ?? attempt.status)
    }
    expect(outcomes.size).toBe(hostile.length)
  }, 10_000)
  expect(Object.fromEntries(outcomes)).toEqual({
    'an endless body': 200,
    'one byte a second': 'no answer within 1000 ms',
    'a redirect to a private address': 'HTTP 302',
    'a gzip bomb': 200,
    'no answer': 'no answer within 1000 ms',
    'a reset': 'ECONNRESET',
  })
}, 60_000)

test('a name that leads to a private address is refused when it is connected to', async () => {
  const { api, scim, lines } = await startProvider({
    SCIMWRIGHT_ALLOW_LOOPBACK_WEBHOOKS: 'false',
  })
  // Any name may point there tomorrow; this one does today.
  const { body } = await api('POST', `${demo}/endpoints`, { url: 'https://localhost:9/hook' })
  await scim('POST', '/Users', user('a'))
  await vi.waitFor(() => expect(lines.join('')).toContain('delivery failed'))
  const tested = await api('POST', `${demo}/endpoints/${body.id}/test`)
  expect(tested.body.error).toBe('localhost resolves to an address that is not public')
})
