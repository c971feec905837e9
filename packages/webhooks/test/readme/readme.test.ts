import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createTestWebhook, generateSecret } from '../../src/index.ts'

const secret = generateSecret()
const logged = vi.spyOn(console, 'log').mockImplementation(() => {})

beforeEach(() => {
  vi.stubEnv('WEBHOOK_SECRET', secret)
  logged.mockClear()
})
afterEach(() => {
  vi.unstubAllEnvs()
})

const deliver = async (key: string) => {
  const { body, headers } = await createTestWebhook('organization.directory.user_updated', {
    secret: key,
    data: { active: false },
  })
  return new Request('https://app.example.com', { method: 'POST', body, headers })
}

test('the README shows the two programs beside this test', () => {
  const read = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8')
  const blocks = [...read('../../README.md').matchAll(/```ts\n([\s\S]*?)```/g)]
  expect(blocks.map(([, code]) => code)).toEqual([read('./route.ts'), read('./by-hand.ts')])
})

test('its route ends the sessions of a user who left, once', async () => {
  const { POST } = await import('./route.ts')
  const request = await deliver(secret)
  expect((await POST(request.clone())).status).toBe(200)
  expect((await POST(request)).status).toBe(200)
  expect(logged.mock.calls).toEqual([['sessions ended for', 'diruser_test']])
})

test('its verification by hand takes genuine deliveries and refuses others', async () => {
  const { receive } = await import('./by-hand.ts')
  expect((await receive(await deliver(secret))).status).toBe(200)
  expect((await receive(await deliver(generateSecret()))).status).toBe(401)
})
