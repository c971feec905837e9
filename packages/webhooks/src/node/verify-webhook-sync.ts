import { createHmac, createPublicKey, createSecretKey, type KeyObject, verify } from 'node:crypto'
import { accepted } from '../accepted.ts'
import { decodeBase64 } from '../base64.ts'
import type { DirectoryEvent } from '../directory-event.ts'
import { equalText } from '../equal-text.ts'
import { type Delivery, readDelivery, signedContent, type VerifyOptions } from '../read-delivery.ts'
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
  let secretIndex = 0
  for (const key of keys) {
    const signatureIndex = findSignature(key, delivery)
    if (signatureIndex !== undefined)
      return accepted<E>(delivery, { secretIndex, signatureIndex, scheme: key.scheme })
    secretIndex += 1
  }
  return rejected('signature_mismatch')
}

const findSignature = (
  key: WebhookKey,
  { head, body, signatures }: Delivery,
): number | undefined => {
  if (signatures.every(({ scheme }) => scheme !== key.scheme)) return undefined
  const matches = key.scheme === 'v1' ? matcher(key, head, body) : publicMatcher(key, head, body)
  for (const { scheme, text, index } of signatures)
    if (scheme === key.scheme && matches(text)) return index
  return undefined
}

type Matcher = (text: string) => boolean

const matcher = (key: WebhookKey, head: string, body: Uint8Array): Matcher => {
  // A KeyObject and a text are a fifth faster than bytes and timingSafeEqual.
  const hmac = createHmac('sha256', importKeySync(key))
  const mac = hmac.update(head).update(body).digest('base64')
  return (text) => equalText(text, mac)
}

const publicMatcher = (key: WebhookKey, head: string, body: Uint8Array): Matcher => {
  const content = signedContent(head, body)
  const publicKey = importKeySync(key)
  return (text) => verify(null, content, publicKey, decodeBase64(text))
}

const imported = new WeakMap<WebhookKey, KeyObject>()

const importKeySync = (key: WebhookKey): KeyObject => {
  const known = imported.get(key)
  if (known) return known
  const made = key.scheme === 'v1' ? createSecretKey(key.bytes) : publicKeyOf(key.bytes)
  imported.set(key, made)
  return made
}

const publicKeyOf = (bytes: Uint8Array): KeyObject => {
  const x = Buffer.from(bytes).toString('base64url')
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
}
