import { expect } from 'vitest'
import {
  generateSecret,
  type VerifyOptions,
  type VerifyResult,
  verifyWebhook,
  type WebhookHeaders,
} from '../src/index.ts'
import { signWebhookSync, verifyWebhookSync } from '../src/node.ts'

/** A delivery that verifies, for tests that change one thing about it. */
export const secret = generateSecret()
export const now = 1_800_000_000
export const body = '{"type":"x"}'
export const signature = signWebhookSync({ id: 'evt_1', timestamp: now, body, secret })
export const genuine = {
  'webhook-id': 'evt_1',
  'webhook-timestamp': String(now),
  'webhook-signature': signature,
}
export const options: VerifyOptions = { body, headers: genuine, secrets: [secret], now }

/** Both entries have to agree. */
export const verify = async (given: VerifyOptions): Promise<VerifyResult> => {
  const result = await verifyWebhook(given)
  expect(verifyWebhookSync(given)).toEqual(result)
  return result
}

/** `accepted`, or why the genuine delivery with these headers is not. */
export const reasonOf = async (headers: WebhookHeaders, more: Partial<VerifyOptions> = {}) => {
  const result = await verify({ ...options, ...more, headers })
  return result.ok ? 'accepted' : result.reason
}
