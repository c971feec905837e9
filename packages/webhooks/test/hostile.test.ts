import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import {
  generateSecret,
  type VerifyOptions,
  verifyWebhook,
  type WebhookHeaders,
} from '../src/index.ts'
import { signWebhookSync, verifyWebhookSync } from '../src/node.ts'
import { body, genuine, now, options, reasonOf, signature, verify } from './genuine.ts'

describe('headers', () => {
  test.each<[string, WebhookHeaders]>([
    ['an object', genuine],
    ['Headers', new Headers(genuine)],
    ['pairs', Object.entries(genuine)],
    ['a Map', new Map(Object.entries(genuine))],
    ['a flat list', Object.entries(genuine).flat()],
    ['a null prototype', Object.assign(Object.create(null), genuine)],
    ['values in arrays', { ...genuine, 'webhook-id': ['evt_1', 'evt_1'] }],
    [
      'other names around',
      { 'x-webhook-id': 'a', 'webhook-ie': 'b', ...genuine, 'webhook-if': '' },
    ],
    ['blanks around', { ...genuine, 'webhook-id': ' \t evt_1\t ' }],
    ['a prefix in capitals', genuine],
  ])('are read from %s', async (title, headers) => {
    const headerPrefixes = title.includes('capitals') ? ['WebHook'] : ['webhook']
    expect(await reasonOf(headers, { headerPrefixes })).toBe('accepted')
  })

  test('other headers, whatever their length, count for nothing', async () => {
    const headers = { 'webhook-delivered': 'v1,x', 'webhook-no': 'evt_2', ...genuine }
    expect(await verify({ ...options, headers })).toMatchObject({
      ok: true,
      id: 'evt_1',
      matched: { signatureIndex: 0 },
    })
  })

  test('a value in a flat list is no name', async () => {
    const flat = ['x-first', 'webhook-id', ...Object.entries(genuine).flat()]
    expect(await reasonOf(flat)).toBe('accepted')
  })

  test('an empty value beside a full one counts for nothing', async () => {
    expect(await reasonOf({ ...genuine, 'webhook-id': ['evt_1', '', ' '] })).toBe('accepted')
    expect(await reasonOf({ ...genuine, 'webhook-timestamp': ['', String(now)] })).toBe('accepted')
  })

  test('no form of them throws', async () => {
    const named = [...Object.entries(genuine), [null, 'x'], [7, 'x']] as unknown as WebhookHeaders
    expect(await reasonOf(named)).toBe('accepted')
    const strange = [
      null,
      undefined,
      7,
      'webhook-id',
      [],
      [null],
      [7, 'a'],
      [[7, 8]],
      new Set([{}]),
    ]
    for (const headers of strange)
      expect(await reasonOf(headers as unknown as WebhookHeaders)).toBe('missing_header')
    const odd = { ...genuine, 'webhook-id': [null, 7, {}, 'evt_1'] }
    expect(await reasonOf(odd as unknown as WebhookHeaders)).toBe('accepted')
    const none = { ...genuine, 'webhook-id': undefined, 'webhook-timestamp': null }
    expect(await reasonOf(none)).toBe('missing_header')
  })

  test.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'])(
    'a delivery without %s is refused, with blanks for it too',
    async (name) => {
      for (const value of ['', ' ', '\t'])
        expect(await reasonOf({ ...genuine, [name]: value })).toBe('missing_header')
    },
  )

  test('two different ids or timestamps are ambiguous, two signatures are a rotation', async () => {
    const two = (name: string, first: string) => [
      [name, first] as const,
      ...Object.entries(genuine),
    ]
    expect(await reasonOf(two('Webhook-Id', 'evt_2'))).toBe('ambiguous_header')
    expect(await reasonOf(two('webhook-timestamp', String(now + 1)))).toBe('ambiguous_header')
    const other = signWebhookSync({ id: 'evt_1', timestamp: now, body, secret: generateSecret() })
    const rotated = await verify({ ...options, headers: two('webhook-signature', other) })
    expect(rotated).toMatchObject({ ok: true, matched: { secretIndex: 0, signatureIndex: 1 } })
  })

  test('the first prefix with all three headers counts', async () => {
    const branded = {
      ...genuine,
      'svix-id': 'evt_1',
      'svix-timestamp': String(now),
      'svix-signature': 'v1,AA==',
    }
    expect(await reasonOf(branded, { headerPrefixes: ['webhook', 'svix'] })).toBe('accepted')
    expect(await reasonOf(branded, { headerPrefixes: ['svix', 'webhook'] })).toBe(
      'no_supported_signature',
    )
    const { 'svix-id': _id, ...incomplete } = branded
    expect(await reasonOf(incomplete, { headerPrefixes: ['svix', 'webhook'] })).toBe('accepted')
  })
})

describe('bodies', () => {
  test('bytes of another realm are bytes', async () => {
    const codes = [...new TextEncoder().encode(body)]
    const bytes = runInNewContext(`new Uint8Array([9, ${codes}]).subarray(1)`)
    const buffer = runInNewContext(`new Uint8Array([${codes}]).buffer`)
    for (const foreign of [bytes, buffer, new DataView(bytes.slice().buffer)])
      expect(await reasonOf(genuine, { body: foreign })).toBe('accepted')
  })

  test('what is neither bytes nor text is a mistake of the application', () => {
    for (const parsed of [{}, [], null, undefined, 7, { buffer: [] }]) {
      const given = { ...options, body: parsed as unknown as string }
      expect(() => verifyWebhookSync(given)).toThrow(/parsed already.*raw bytes.*express\.raw/)
    }
  })
})

describe('options', () => {
  test.each([
    { now: Number.NaN },
    { now: -1 },
    { now: now * 1000 },
    { now: Number.POSITIVE_INFINITY },
    { receivedAt: new Date('yesterday'), now: undefined },
    { toleranceSeconds: Number.NaN },
    { toleranceSeconds: -1 },
    { toleranceSeconds: Number.POSITIVE_INFINITY },
    { maxSignatures: Number.NaN },
    { maxBodyBytes: Number.NaN },
    { maxBodyBytes: -1 },
  ])('%o would let everything through, and is refused', async (wrong) => {
    const given = { ...options, ...wrong } as VerifyOptions
    const failure = { name: 'WebhookConfigurationError', code: 'invalid_option' }
    await expect(verifyWebhook(given)).rejects.toMatchObject(failure)
    expect(() => verifyWebhookSync(given)).toThrow(/^(?:now|toleranceSeconds|maxSignatures) /)
  })

  test('a delivery from a queue is held against the time it was received', async () => {
    const { now: _now, ...unset } = options
    expect((await verifyWebhook(unset)).ok).toBe(false)
    const at = (seconds: number) => new Date((now + seconds) * 1000)
    const queued = { ...unset, receivedAt: at(300.9) }
    expect((await verifyWebhook(queued)).ok).toBe(true)
    expect(await verifyWebhook({ ...unset, receivedAt: at(301) })).toMatchObject({
      reason: 'timestamp_too_old',
    })
  })

  test('the last second that is one is in the year 5138', async () => {
    expect(await reasonOf(genuine, { now: 1e11, toleranceSeconds: null })).toBe('accepted')
    expect(() => verifyWebhookSync({ ...options, now: 1e11 + 1 })).toThrow(/Unix seconds/)
  })

  test('limits are the last that is let through', async () => {
    const bytes = new TextEncoder().encode(body).length
    expect(await reasonOf(genuine, { maxBodyBytes: bytes })).toBe('accepted')
    expect(await reasonOf(genuine, { maxBodyBytes: bytes - 1 })).toBe('payload_too_large')
    const three = { ...genuine, 'webhook-signature': `v2,x  v9,y\t${signature}` }
    expect(await reasonOf(three, { maxSignatures: 3 })).toBe('accepted')
    expect(await reasonOf(three, { maxSignatures: 2 })).toBe('too_many_signatures')
    const many = (count: number) => ({
      ...genuine,
      'webhook-signature': `${'v2,x '.repeat(count)}${signature}`,
    })
    expect(await reasonOf(many(31))).toBe('accepted')
    expect(await reasonOf(many(32))).toBe('too_many_signatures')
    expect(await reasonOf(genuine, { body: new Uint8Array(5 * 1024 * 1024 + 1) })).toBe(
      'payload_too_large',
    )
    expect(await reasonOf(genuine, { body: new Uint8Array(5 * 1024 * 1024) })).toBe(
      'signature_mismatch',
    )
  })

  test.each([
    [{}, -300, 'accepted'],
    [{}, -301, 'timestamp_too_new'],
    [{}, 300, 'accepted'],
    [{}, 301, 'timestamp_too_old'],
    [{ toleranceSeconds: 0 }, 0, 'accepted'],
    [{ toleranceSeconds: 0 }, -1, 'timestamp_too_new'],
    [{ toleranceSeconds: null }, 1e9, 'accepted'],
  ])('%o at %i s is %s', async (more, seconds, expected) => {
    expect(await reasonOf(genuine, { ...more, now: now + seconds })).toBe(expected)
  })
})
