import { afterEach, describe, expect, test, vi } from 'vitest'
import { equalText } from '../src/equal-text.ts'
import { importKey } from '../src/import-key.ts'
import { generateKeyPair, generateSecret, signWebhook, verifyWebhook } from '../src/index.ts'
import { importKeySync } from '../src/node/import-key-sync.ts'
import { verificationKeys } from '../src/verification-keys.ts'
import { parseSigningKey } from '../src/webhook-key.ts'

afterEach(() => {
  vi.restoreAllMocks()
})

const keyOf = (secret: string) => {
  const [key] = verificationKeys([secret])
  if (!key) throw new Error('no key')
  return key
}

describe('keys', () => {
  test('a secret is parsed and imported once, and each has its own key', async () => {
    const [one, other] = [generateSecret(), generateSecret()]
    expect(keyOf(one)).toBe(keyOf(one))
    expect(keyOf(one)).not.toBe(keyOf(other))
    expect(importKeySync(keyOf(one))).toBe(importKeySync(keyOf(one)))
    expect(await importKey(keyOf(one))).toBe(await importKey(keyOf(one)))
  })

  test('a thousand secrets are remembered, not more', () => {
    const first = generateSecret()
    const key = keyOf(first)
    const others = Array.from({ length: 999 }, generateSecret)
    for (const secret of others) keyOf(secret)
    // Others may be remembered from before, so that the store may have been cleared once.
    const again = keyOf(first)
    for (const secret of others.slice(0, 500)) keyOf(secret)
    expect(keyOf(first)).toBe(again)
    for (const secret of Array.from({ length: 1000 }, generateSecret)) keyOf(secret)
    expect(keyOf(first)).not.toBe(again)
    expect(keyOf(first)).toEqual(key)
  })

  test('nobody can read a key out of WebCrypto', async () => {
    const imports = vi.spyOn(crypto.subtle, 'importKey')
    const { publicKey, privateKey } = await generateKeyPair()
    const message = { id: 'evt_1', timestamp: 1_800_000_000, body: '' }
    for (const secret of [generateSecret(), privateKey]) await signWebhook({ ...message, secret })
    for (const secret of [generateSecret(), publicKey])
      expect((await importKey(keyOf(secret))).key.extractable).toBe(false)
    expect(imports.mock.calls.map(([, , , extractable]) => extractable)).toEqual([
      false,
      false,
      false,
      false,
    ])
  })

  test('a runtime without Ed25519 is a mistake of the application that says so', async () => {
    const missing = new DOMException('Unrecognized algorithm', 'NotSupportedError')
    vi.spyOn(crypto.subtle, 'importKey').mockRejectedValue(missing)
    const { publicKey } = await generateKeyPair()
    const headers = {
      'webhook-id': 'evt_1',
      'webhook-timestamp': '1800000000',
      'webhook-signature': `v1a,${btoa('x'.repeat(64))}`,
    }
    await expect(
      verifyWebhook({ body: '', headers, secrets: [publicKey], now: 1_800_000_000 }),
    ).rejects.toMatchObject({
      name: 'WebhookConfigurationError',
      code: 'invalid_secret',
      message: expect.stringMatching(/whpk_ key \(NotSupportedError\).*Ed25519/),
    })
  })

  test('the public half of a private key is not signed with', async () => {
    const { privateKey } = await generateKeyPair()
    expect(parseSigningKey(privateKey)).toEqual({ scheme: 'v1a', bytes: expect.any(Uint8Array) })
    expect(parseSigningKey(privateKey).bytes).toHaveLength(32)
  })
})

test('texts are equal when all of them is', () => {
  expect(equalText('', '')).toBe(true)
  expect(equalText('abc', 'abc')).toBe(true)
  for (const other of ['', 'ab', 'abcd', 'abd', 'bbc', 'aac']) {
    expect(equalText('abc', other)).toBe(false)
    expect(equalText(other, 'abc')).toBe(false)
  }
})
