import fc from 'fast-check'
import { describe, expect, expectTypeOf, test } from 'vitest'
import {
  assertWebhook,
  createMemoryDedupe,
  createSqlDedupe,
  createTestWebhook,
  type DirectoryEvent,
  generateKeyPair,
  generateSecret,
  isEventOf,
  signWebhook,
  sqlDedupeTable,
  verifyWebhook,
  WebhookConfigurationError,
  WebhookVerificationError,
} from '../src/index.ts'
import { signWebhookSync, verifyWebhookSync } from '../src/node.ts'

const secret = generateSecret()
const now = 1_800_000_000

const deliver = async (body: string, key = secret) => ({
  body,
  headers: {
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(now),
    'webhook-signature': await signWebhook({ id: 'evt_1', timestamp: now, body, secret: key }),
  },
  now,
})

describe('properties', () => {
  test('what is signed verifies, in both entries', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (body) => {
        const signature = signWebhookSync({ id: 'a', timestamp: now, body, secret })
        expect(await signWebhook({ id: 'a', timestamp: now, body, secret })).toBe(signature)
        const headers = {
          'webhook-id': 'a',
          'webhook-timestamp': `${now}`,
          'webhook-signature': signature,
        }
        const options = { body, headers, secrets: [secret], now }
        expect((await verifyWebhook(options)).ok).toBe(true)
        expect(verifyWebhookSync(options).ok).toBe(true)
      }),
      { numRuns: 60 },
    )
  })

  test('a body with one byte changed never verifies', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ minLength: 1, maxLength: 60 }),
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        async (body, place, change) => {
          const signature = signWebhookSync({ id: 'a', timestamp: now, body, secret })
          const other = body.slice()
          const at = place % other.length
          other[at] = (other[at] ?? 0) ^ change
          const headers = {
            'webhook-id': 'a',
            'webhook-timestamp': `${now}`,
            'webhook-signature': signature,
          }
          const result = await verifyWebhook({ body: other, headers, secrets: [secret], now })
          expect(result).toMatchObject({ ok: false, reason: 'signature_mismatch' })
        },
      ),
      { numRuns: 60 },
    )
  })

  test('any headers at all give a result, never an exception', async () => {
    const text = fc.string({ maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(
          fc.constantFrom('webhook-id', 'Webhook-Timestamp', 'webhook-signature'),
          text,
        ),
        async (headers) => {
          expect((await verifyWebhook({ body: '{}', headers, secrets: [secret], now })).ok).toBe(
            false,
          )
        },
      ),
      { numRuns: 200 },
    )
  })
})

describe('v1a', () => {
  test('a generated key pair signs and verifies, in both entries', async () => {
    const { publicKey, privateKey } = await generateKeyPair()
    const delivery = await deliver('{}', privateKey)
    expect(await verifyWebhook({ ...delivery, secrets: [publicKey] })).toMatchObject({
      ok: true,
      matched: { scheme: 'v1a' },
    })
    expect(verifyWebhookSync({ ...delivery, secrets: [publicKey] }).ok).toBe(true)
    const other = await generateKeyPair()
    expect((await verifyWebhook({ ...delivery, secrets: [other.publicKey] })).ok).toBe(false)
  })
})

describe('results', () => {
  test('the body is parsed when the event is read, and once', async () => {
    const delivery = await deliver('no json')
    const result = await verifyWebhook({ ...delivery, secrets: [secret] })
    expect(result.ok).toBe(true)
    expect(() => result.ok && result.event).toThrow(SyntaxError)
    const good = await verifyWebhook({ ...(await deliver('{"a":1}')), secrets: [secret] })
    expect(good.ok && good.event).toBe(good.ok && good.event)
  })

  test('fetch Headers and Node raw headers are read', async () => {
    const { body, headers } = await deliver('{}')
    const raw = Object.entries(headers).flat()
    for (const form of [new Headers(headers), raw])
      expect((await verifyWebhook({ body, headers: form, secrets: [secret], now })).ok).toBe(true)
  })

  test('assertWebhook throws what verifyWebhook says', async () => {
    const delivery = await deliver('{}')
    await expect(
      assertWebhook({ ...delivery, body: '[]', secrets: [secret] }),
    ).rejects.toMatchObject({
      name: 'WebhookVerificationError',
      reason: 'signature_mismatch',
      status: 401,
    })
    await expect(
      assertWebhook({ ...delivery, body: '[]', secrets: [secret] }),
    ).rejects.toBeInstanceOf(WebhookVerificationError)
    expect((await assertWebhook({ ...delivery, secrets: [secret] })).id).toBe('evt_1')
  })

  test('no message repeats a secret or the body', async () => {
    const delivery = await deliver('{"ssn":"123"}')
    const other = generateSecret()
    const result = await verifyWebhook({ ...delivery, secrets: [other] })
    expect(JSON.stringify(result)).not.toContain(other.slice(6))
    expect(JSON.stringify(result)).not.toContain('ssn')
  })

  test('a message that cannot be signed is a mistake of the application', async () => {
    for (const options of [
      { id: 'a.b', timestamp: now, body: '', secret },
      { id: '', timestamp: now, body: '', secret },
      { id: 'a', timestamp: 1.5, body: '', secret },
      { id: 'a', timestamp: 0, body: '', secret },
      {
        id: 'a',
        timestamp: now,
        body: '',
        secret: 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=',
      },
      { id: 'a', timestamp: now, body: '', secret: 'whsk_AAAA' },
    ])
      await expect(signWebhook(options)).rejects.toBeInstanceOf(WebhookConfigurationError)
  })
})

describe('events', () => {
  test('a test delivery verifies and has the shape of its type', async () => {
    const {
      body,
      headers,
      secret: own,
      event,
    } = await createTestWebhook('organization.directory.user_updated', { data: { active: false } })
    const result = await verifyWebhook({ body, headers, secrets: [own] })
    expect(result.ok && result.event).toEqual(event)
    expectTypeOf(event.data.active).toEqualTypeOf<boolean>()
    expect(event.data.active).toBe(false)
  })

  test('a known type narrows, an unknown one passes', () => {
    const event = { type: 'organization.directory.from_the_future', data: {} } as DirectoryEvent
    if (isEventOf(event, 'organization.directory.group_membership_updated'))
      expectTypeOf(event.data.added).toEqualTypeOf<
        readonly { readonly id: string; readonly type?: string }[]
      >()
    expect(isEventOf(event, 'organization.directory.user_created')).toBe(false)
  })
})

const sqlDedupe = async (clock: () => number) => {
  const { default: Database } = await import('better-sqlite3')
  const db = new Database(':memory:')
  db.exec(sqlDedupeTable)
  return createSqlDedupe(
    async (text, values) => {
      const statement = db.prepare(text.replace(/\$(\d)/g, '?$1'))
      const numbered = Object.fromEntries(values.map((value, index) => [index + 1, value]))
      if (statement.reader) return statement.all(numbered) as Record<string, unknown>[]
      statement.run(numbered)
      return []
    },
    { now: clock },
  )
}

describe.each([
  ['memory', async (clock: () => number) => createMemoryDedupe({ now: clock })],
  ['SQL', sqlDedupe],
])('dedupe in %s', (_, make) => {
  test('an id is new once; released it is new again; a claim nobody ends is void after a while', async () => {
    let time = 1000
    const dedupe = await make(() => time)
    expect(await dedupe.begin('a')).toBe('new')
    expect(await dedupe.begin('a')).toBe('in_progress')
    await dedupe.release('a')
    expect(await dedupe.begin('a')).toBe('new')
    await dedupe.commit('a')
    await dedupe.release('a')
    expect(await dedupe.begin('a')).toBe('done')
    expect(await dedupe.begin('b')).toBe('new')
    time += 301
    expect(await dedupe.begin('b')).toBe('new')
    time += 14 * 24 * 3600
    expect(await dedupe.begin('a')).toBe('new')
  })
})

test('dedupe in SQL forgets nothing before its time', async () => {
  let time = 1000
  const dedupe = await sqlDedupe(() => time)
  await dedupe.begin('a')
  await dedupe.commit('a')
  await dedupe.begin('b')
  time += 301
  await dedupe.prune()
  expect(await dedupe.begin('a')).toBe('done')
  time += 14 * 24 * 3600
  await dedupe.prune()
  expect(await dedupe.begin('a')).toBe('new')
})
