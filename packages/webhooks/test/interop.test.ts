import { Webhook as Reference } from 'standardwebhooks'
import { Webhook as Svix } from 'svix'
import { describe, expect, test } from 'vitest'
import { generateSecret, signWebhook, verifyWebhook } from '../src/index.ts'

const now = Math.floor(Date.now() / 1000)
const bodies = ['{"type":"x"}', '{"name":"Zoë 👩🏽‍🚀"}', '{}']

describe.each([
  ['standardwebhooks', (secret: string) => new Reference(secret), 'webhook'],
  ['svix', (secret: string) => new Svix(secret), 'svix'],
])('%s', (_, make, prefix) => {
  test.each(bodies)('verifies what we sign: %s', async (body) => {
    const secret = generateSecret()
    const signature = await signWebhook({ id: 'evt_1', timestamp: now, body, secret })
    const verified = make(secret).verify(body, {
      [`${prefix}-id`]: 'evt_1',
      [`${prefix}-timestamp`]: String(now),
      [`${prefix}-signature`]: signature,
    })
    expect(verified).toEqual(JSON.parse(body))
  })

  test.each(bodies)('signs what we verify: %s', async (body) => {
    const secret = generateSecret()
    const signature = make(secret).sign('evt_1', new Date(now * 1000), body)
    const result = await verifyWebhook({
      body,
      headers: {
        [`${prefix}-id`]: 'evt_1',
        [`${prefix}-timestamp`]: String(now),
        [`${prefix}-signature`]: signature,
      },
      secrets: [secret],
      headerPrefixes: [prefix],
    })
    expect(result).toMatchObject({ ok: true, id: 'evt_1', event: JSON.parse(body) })
  })
})
