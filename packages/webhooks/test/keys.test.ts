import { describe, expect, test } from 'vitest'
import {
  generateKeyPair,
  generateSecret,
  type SignOptions,
  signWebhook,
  type VerifyOptions,
  verifyWebhook,
  type WebhookConfigurationError,
} from '../src/index.ts'
import { signWebhookSync, verifyWebhookSync } from '../src/node.ts'

const now = 1_800_000_000
const base64 = (bytes: number, fill = 7) => Buffer.alloc(bytes, fill).toString('base64')

const refusedBy = (run: () => unknown): [string, string] => {
  try {
    run()
  } catch (error) {
    const { name, code, message } = error as WebhookConfigurationError
    expect(name).toBe('WebhookConfigurationError')
    return [code, message]
  }
  return ['accepted', '']
}

const verifying = (secrets: unknown) =>
  refusedBy(() => {
    verifyWebhookSync({ body: '', headers: {}, secrets: secrets as VerifyOptions['secrets'], now })
  })

const signing = (more: Partial<SignOptions>) =>
  refusedBy(() =>
    signWebhookSync({ id: 'evt_1', timestamp: now, body: '', secret: generateSecret(), ...more }),
  )

const MISSING = ['invalid_secret', expect.stringMatching(/missing or empty.*environment variable/)]
const GARBLED = ['invalid_secret', expect.stringMatching(/"whsec_".*"whpk_".*padding.*whole/)]

describe('a secret that cannot be a key', () => {
  test.each([undefined, null, '', '  ', 7, {}])('%o is missing', (secret) => {
    expect(verifying([secret])).toEqual(MISSING)
  })

  test.each([
    'whsec_',
    'whpk_',
    'whsec_****',
    'whsec_AAAAAAAAAAAAAAAAAAAAAA',
    'whsec_AAAAAAAAAAAAAAAAAAAAAB==',
    `whsec_ ${base64(24)}`,
    `v1,whsec_${base64(24)}`,
    `xwhsec_${base64(24)}`,
    `WHSEC_${base64(24)}`,
    `${base64(24)}=`,
    `*${base64(24)}`,
    `${base64(24)}*`,
  ])('%s is not base64', (secret) => {
    expect(verifying([secret])).toEqual(GARBLED)
  })

  test('fewer than 16 bytes are too short', () => {
    expect(verifying([`whsec_${base64(15)}`])).toEqual([
      'secret_too_short',
      'The secret holds 15 bytes; 16 are the least.',
    ])
    expect(verifying([`whsec_${base64(16)}`])).toEqual(['accepted', ''])
    expect(verifying([` whsec_${base64(16)}\n`])).toEqual(['accepted', ''])
    expect(signing({ secret: base64(15) })[0]).toBe('secret_too_short')
  })

  test('a private key does not verify', async () => {
    const { privateKey } = await generateKeyPair()
    expect(verifying([privateKey])).toEqual([
      'private_key_given',
      expect.stringMatching(/whsk_.*signs.*Give the verifier the whpk_/),
    ])
  })

  test('a public key has 32 bytes and is no point of small order, whatever its sign bit', () => {
    for (const length of [31, 33])
      expect(verifying([`whpk_${base64(length)}`])).toEqual([
        'invalid_secret',
        `A whpk_ key holds 32 bytes, not ${length}.`,
      ])
    const smallOrder = [
      '00'.repeat(32),
      `01${'00'.repeat(31)}`,
      '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
      'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
      `ec${'ff'.repeat(30)}7f`,
      `ed${'ff'.repeat(30)}7f`,
      `ee${'ff'.repeat(30)}7f`,
    ]
    for (const hex of smallOrder)
      for (const sign of [0, 0x80]) {
        const bytes = Buffer.from(hex, 'hex')
        bytes[31] = (bytes[31] ?? 0) | sign
        expect(verifying([`whpk_${bytes.toString('base64')}`])).toEqual([
          'invalid_secret',
          expect.stringMatching(/small order.*forged/),
        ])
      }
  })

  test('no secrets at all, or no list of them, are refused', () => {
    for (const secrets of [[], undefined, null, {}, generateSecret()])
      expect(verifying(secrets)).toEqual([
        'no_secrets',
        expect.stringMatching(/list with at least one secret.*every delivery/),
      ])
  })

  test('one bad secret among good ones is refused', () => {
    expect(verifying([generateSecret(), 'whsec_'])).toEqual(GARBLED)
  })
})

describe('signing', () => {
  test('a public key does not sign', async () => {
    const { publicKey } = await generateKeyPair()
    expect(signing({ secret: publicKey })).toEqual([
      'invalid_secret',
      expect.stringMatching(/whpk_.*public.*Sign with the whsk_/),
    ])
  })

  test('a private key has 32 bytes, or 64 with its public key', async () => {
    for (const length of [31, 33, 63, 65])
      expect(signing({ secret: `whsk_${base64(length)}` })).toEqual([
        'invalid_secret',
        expect.stringMatching(/32 bytes, or 64/),
      ])
    const { privateKey } = await generateKeyPair()
    const seed = Buffer.from(privateKey.slice(5), 'base64').subarray(0, 32).toString('base64')
    const message = { id: 'evt_1', timestamp: now, body: '{}' }
    const signature = await signWebhook({ ...message, secret: privateKey })
    expect(signature).toMatch(/^v1a,/)
    expect(await signWebhook({ ...message, secret: `whsk_${seed}` })).toBe(signature)
    expect(signWebhookSync({ ...message, secret: `whsk_${seed}` })).toBe(signature)
  })

  test.each(['', 'a.b', 'a b', 'é', 'a\n', 'x'.repeat(257)])('%o is no id', (id) => {
    expect(signing({ id })).toEqual([
      'invalid_message',
      expect.stringMatching(/^id .*without a dot/),
    ])
  })

  test('an id may have 256 characters', () => {
    expect(signing({ id: 'x'.repeat(256) })[0]).toBe('accepted')
    expect(signing({ id: '!-/~' })[0]).toBe('accepted')
  })

  test.each([0, -1, 1.5, Number.NaN, 2 ** 53])('%d is no timestamp', (timestamp) => {
    expect(signing({ timestamp })).toEqual([
      'invalid_message',
      expect.stringMatching(/^timestamp .*whole Unix seconds/),
    ])
    expect(signing({ timestamp: 1 })[0]).toBe('accepted')
  })
})

describe('refusals', () => {
  const secret = generateSecret()
  const headers = (more: Record<string, string>) => ({
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(now),
    'webhook-signature': `v1,${base64(32)}`,
    ...more,
  })
  test.each([
    ['missing_header', 401, headers({ 'webhook-id': '' }), /webhook-id.*webhook-signature/],
    [
      'ambiguous_header',
      401,
      [...Object.entries(headers({})), ['Webhook-Id', 'evt_2']],
      /twice with different values/,
    ],
    ['invalid_id', 401, headers({ 'webhook-id': 'a.b' }), /256.*without a dot/],
    ['invalid_timestamp', 401, headers({ 'webhook-timestamp': '01' }), /whole Unix seconds/],
    ['timestamp_too_old', 401, headers({ 'webhook-timestamp': '1' }), /too old.*on arrival/],
    ['timestamp_too_new', 401, headers({ 'webhook-timestamp': `${now}000` }), /future.*in seconds/],
    ['payload_too_large', 413, headers({}), /larger than the limit/],
    [
      'too_many_signatures',
      401,
      headers({ 'webhook-signature': 'v1,x '.repeat(33) }),
      /too many signatures/,
    ],
    ['no_supported_signature', 401, headers({ 'webhook-signature': 'v2,x' }), /scheme/],
    ['signature_mismatch', 401, headers({}), /secret of this endpoint.*raw bytes/],
  ] as const)('%s has status %i and says what to do', async (reason, status, given, message) => {
    const maxBodyBytes = reason === 'payload_too_large' ? 1 : 2
    const result = await verifyWebhook({
      body: '{}',
      headers: given as VerifyOptions['headers'],
      secrets: [secret],
      now,
      maxBodyBytes,
    })
    expect(result).toEqual({
      ok: false,
      reason,
      status,
      message: expect.stringMatching(message),
    })
  })
})
