import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { generateKeyPair, generateSecret, signWebhook } from '../src/index.ts'
import { body, genuine, now, options, reasonOf, secret, signature, verify } from './genuine.ts'

describe('signatures', () => {
  test('no other text than the canonical one is the signature', async () => {
    const [, text = ''] = signature.split(',')
    const next = (digit: string) => String.fromCharCode(digit.charCodeAt(0) + 1)
    const last = `${text.slice(0, 42)}${next(text.charAt(42))}=`
    for (const other of [
      text,
      `v1,${last}`,
      `v1,${text.slice(0, 43)}`,
      `v1,${text}=`,
      `v1, ${text}`,
      `V1,${text}`,
      `v1,${text},x`,
      `v1,,${text}`,
      `v1,x${text}`,
      `xv1,${text}`,
      `v1a,${text}`,
      `v1,${text},,`,
    ])
      expect(await reasonOf({ ...genuine, 'webhook-signature': other })).toBe(
        'no_supported_signature',
      )
    expect(await reasonOf({ ...genuine, 'webhook-signature': `v1,${text},` })).toBe('accepted')
  })

  test('for a public key too', async () => {
    const { publicKey, privateKey } = await generateKeyPair()
    const own = await signWebhook({ id: 'evt_1', timestamp: now, body, secret: privateKey })
    const reason = (text: string) =>
      reasonOf({ ...genuine, 'webhook-signature': text }, { secrets: [publicKey] })
    const text = own.slice('v1a,'.length)
    const last = `${text.slice(0, 85)}${String.fromCharCode(text.charCodeAt(85) + 1)}==`
    for (const other of [
      text,
      'v1a,',
      'v2,x',
      `v1a,${last}`,
      `v1a,${text.slice(0, -1)}`,
      `xv1a,${text}`,
      `v1a,x${text}`,
      `v1a,${text}=`,
      `v1a,${text},,`,
      `v1a,${text},x`,
      `v1,${text}`,
    ])
      expect(await reason(other)).toBe('no_supported_signature')
    expect(await reason(own)).toBe('accepted')
    expect(await reason(`${own},`)).toBe('accepted')
  })

  test('a header with any one character changed never verifies', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('webhook-id', 'webhook-timestamp', 'webhook-signature'),
        fc.nat(),
        fc.integer({ min: 0x21, max: 0x7e }),
        async (name, place, code) => {
          const text = genuine[name as keyof typeof genuine]
          const at = place % text.length
          const changed = text.slice(0, at) + String.fromCharCode(code) + text.slice(at + 1)
          fc.pre(changed !== text)
          const result = await verify({
            ...options,
            toleranceSeconds: null,
            headers: { ...genuine, [name]: changed },
          })
          expect(result.ok).toBe(false)
        },
      ),
      { numRuns: 200 },
    )
  })

  test('each kind of key finds its own signature among both', async () => {
    const { publicKey, privateKey } = await generateKeyPair()
    const own = await signWebhook({ id: 'evt_1', timestamp: now, body, secret: privateKey })
    const other = await generateKeyPair()
    const foreign = await signWebhook({
      id: 'evt_1',
      timestamp: now,
      body,
      secret: other.privateKey,
    })
    const headers = { ...genuine, 'webhook-signature': [foreign, own, signature].join(' ') }
    const matched = async (secrets: string[]) => {
      const result = await verify({ ...options, headers, secrets })
      return result.ok && result.matched
    }
    expect(await matched([publicKey])).toEqual({
      secretIndex: 0,
      signatureIndex: 1,
      scheme: 'v1a',
    })
    expect(await matched([generateSecret(), secret])).toEqual({
      secretIndex: 1,
      signatureIndex: 2,
      scheme: 'v1',
    })
    const third = (await generateKeyPair()).publicKey
    const shared = await verify({ ...options, secrets: [third, secret] })
    expect(shared).toMatchObject({ ok: true, matched: { secretIndex: 1, scheme: 'v1' } })
    expect(await matched([third, generateSecret()])).toBe(false)
  })
})
