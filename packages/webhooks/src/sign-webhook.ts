import { encodeBase64 } from './base64.ts'
import { readBody, signedContent, type WebhookBody } from './read-delivery.ts'
import { WebhookConfigurationError } from './webhook-configuration-error.ts'
import { parseSigningKey, type WebhookKey } from './webhook-key.ts'

/** A message to sign. */
export interface SignOptions {
  /** The `webhook-id`: 1 to 256 printable ASCII characters without a dot. */
  readonly id: string
  /** Unix seconds of the attempt. */
  readonly timestamp: number
  readonly body: WebhookBody
  /** `whsec_…` for v1, `whsk_…` for v1a. */
  readonly secret: string
}

/**
 * The value of `webhook-signature` for one secret: `v1,…` or `v1a,…`; join several with spaces (Standard Webhooks 1.0.0).
 *
 * @throws WebhookConfigurationError when the secret, id or timestamp cannot be used.
 * @example
 * const signature = await signWebhook({ id: 'evt_1', timestamp: 1614265330, body, secret })
 */
export const signWebhook = async (options: SignOptions): Promise<string> => {
  const { key, content } = toSign(options)
  const signature =
    key.scheme === 'v1' ? await hmac(key.bytes, content) : await ed25519(key.bytes, content)
  return `${key.scheme},${encodeBase64(new Uint8Array(signature))}`
}

/** The key and the bytes of a message to sign. */
export const toSign = ({
  id,
  timestamp,
  body,
  secret,
}: SignOptions): { key: WebhookKey; content: Uint8Array<ArrayBuffer> } => {
  if (!/^[\x21-\x2d\x2f-\x7e]{1,256}$/.test(id))
    throw invalid('id must be 1 to 256 printable ASCII characters without a dot.')
  if (!Number.isSafeInteger(timestamp) || timestamp <= 0)
    throw invalid('timestamp must be whole Unix seconds.')
  return {
    key: parseSigningKey(secret),
    content: signedContent(`${id}.${timestamp}.`, readBody(body)),
  }
}

const invalid = (message: string): WebhookConfigurationError =>
  new WebhookConfigurationError('invalid_message', message)

const hmac = async (bytes: Uint8Array<ArrayBuffer>, content: Uint8Array<ArrayBuffer>) => {
  const algorithm = { name: 'HMAC', hash: 'SHA-256' }
  const key = await crypto.subtle.importKey('raw', bytes, algorithm, false, ['sign'])
  return crypto.subtle.sign('HMAC', key, content)
}

// PKCS #8 for Ed25519 is this head and the seed (RFC 8410 §7).
const PKCS8_HEAD = Uint8Array.of(48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32)

const ed25519 = async (seed: Uint8Array<ArrayBuffer>, content: Uint8Array<ArrayBuffer>) => {
  const pkcs8 = new Uint8Array([...PKCS8_HEAD, ...seed])
  const key = await crypto.subtle.importKey('pkcs8', pkcs8, 'Ed25519', false, ['sign'])
  return crypto.subtle.sign('Ed25519', key, content)
}
