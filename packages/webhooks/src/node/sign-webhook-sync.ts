import { createHmac, createPrivateKey, sign } from 'node:crypto'
import { type SignOptions, toSign } from '../sign-webhook.ts'

/**
 * `signWebhook` without a promise, on node:crypto (Standard Webhooks 1.0.0).
 *
 * @throws WebhookConfigurationError as `signWebhook`.
 */
export const signWebhookSync = (options: SignOptions): string => {
  const { key, content } = toSign(options)
  const signature =
    key.scheme === 'v1'
      ? createHmac('sha256', key.bytes).update(content).digest()
      : sign(null, content, privateKey(key.bytes))
  return `${key.scheme},${signature.toString('base64')}`
}

const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex')

const privateKey = (seed: Uint8Array) =>
  createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' })
