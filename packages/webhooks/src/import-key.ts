import { WebhookConfigurationError } from './webhook-configuration-error.ts'
import type { WebhookKey } from './webhook-key.ts'

/** A key as WebCrypto holds it. */
export interface ImportedKey {
  readonly scheme: 'v1' | 'v1a'
  readonly key: CryptoKey
}

const imported = new WeakMap<WebhookKey, Promise<ImportedKey>>()

/** The WebCrypto key of a verification key, imported once. */
export const importKey = (key: WebhookKey): Promise<ImportedKey> => {
  const known = imported.get(key)
  if (known) return known
  const made = makeKey(key).then((made) => ({ scheme: key.scheme, key: made }))
  imported.set(key, made)
  return made
}

const makeKey = ({ scheme, bytes }: WebhookKey): Promise<CryptoKey> =>
  scheme === 'v1'
    ? crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
    : crypto.subtle.importKey('raw', bytes, 'Ed25519', false, ['verify']).catch(refuse)

// Runtimes differ: some check that the key is a point, some have no Ed25519 yet.
const refuse = (cause: unknown): never => {
  throw new WebhookConfigurationError(
    'invalid_secret',
    `This runtime cannot use the whpk_ key (${(cause as Error).name}). Copy it whole, or use a runtime with Ed25519 in WebCrypto.`,
  )
}
