import { createPublicKey, createSecretKey, type KeyObject } from 'node:crypto'
import type { WebhookKey } from '../webhook-key.ts'

const imported = new WeakMap<WebhookKey, KeyObject>()

/** The KeyObject of a verification key, made once. */
export const importKeySync = (key: WebhookKey): KeyObject => {
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
