import { createHmac, createPublicKey, type KeyObject, timingSafeEqual, verify } from 'node:crypto'
import { accepted } from '../accepted.ts'
import type { DirectoryEvent } from '../directory-event.ts'
import { type Delivery, readDelivery, type VerifyOptions } from '../read-delivery.ts'
import { verificationKeys } from '../verification-keys.ts'
import type { WebhookKey } from '../webhook-key.ts'
import { rejected, type VerifyResult } from '../webhook-result.ts'

/**
 * `verifyWebhook` without a promise, on node:crypto (Standard Webhooks 1.0.0).
 *
 * @throws WebhookConfigurationError as `verifyWebhook`.
 * @example
 * const result = verifyWebhookSync({ body: rawBody, headers: request.headers, secrets })
 */
export const verifyWebhookSync = <E = DirectoryEvent>(options: VerifyOptions): VerifyResult<E> => {
  const keys = verificationKeys(options.secrets)
  const delivery = readDelivery(options, keys)
  if ('ok' in delivery) return delivery
  for (const [secretIndex, key] of keys.entries()) {
    const signatureIndex = findSignature(key, delivery)
    if (signatureIndex !== undefined)
      return accepted<E>(delivery, { secretIndex, signatureIndex, scheme: key.scheme })
  }
  return rejected('signature_mismatch')
}

const findSignature = (key: WebhookKey, { tokens, signed }: Delivery): number | undefined => {
  const own = tokens.filter(({ scheme }) => scheme === key.scheme)
  if (own.length === 0) return undefined
  if (key.scheme === 'v1') {
    const mac = createHmac('sha256', key.bytes).update(signed).digest()
    return own.find(({ bytes }) => timingSafeEqual(bytes, mac))?.index
  }
  const publicKey = publicKeyOf(key)
  return own.find(({ bytes }) => verify(null, signed, publicKey, bytes))?.index
}

const publicKeys = new WeakMap<WebhookKey, KeyObject>()

const publicKeyOf = (key: WebhookKey): KeyObject => {
  const known = publicKeys.get(key)
  if (known) return known
  const x = Buffer.from(key.bytes).toString('base64url')
  const made = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  publicKeys.set(key, made)
  return made
}
