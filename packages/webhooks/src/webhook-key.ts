import { decodeBase64, isBase64 } from './base64.ts'
import { WebhookConfigurationError } from './webhook-configuration-error.ts'

/** A key and the one scheme it is for: a public key is never taken for a shared secret. */
export type WebhookKey =
  | { readonly scheme: 'v1'; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly scheme: 'v1a'; readonly bytes: Uint8Array<ArrayBuffer> }

const MIN_SECRET_BYTES = 16
const PREFIXES = ['whsec_', 'whpk_', 'whsk_']

/**
 * The key in a secret's text: `whsec_` (or no prefix) and base64 for v1, `whpk_` for v1a (Standard Webhooks 1.0.0).
 *
 * @throws WebhookConfigurationError invalid_secret, secret_too_short or private_key_given.
 */
export const parseVerificationKey = (secret: string | null | undefined): WebhookKey => {
  const { prefix, bytes } = parseKey(secret)
  if (prefix === 'whsk_')
    throw new WebhookConfigurationError(
      'private_key_given',
      'A whsk_ key is private: it signs. Give the verifier the whpk_ key that belongs to it.',
    )
  return prefix === 'whpk_'
    ? { scheme: 'v1a', bytes: checkPublicKey(bytes) }
    : { scheme: 'v1', bytes: checkSecret(bytes) }
}

/**
 * The key to sign with: `whsec_` (or no prefix) for v1, `whsk_` (seed of 32 bytes, or seed and public key) for v1a.
 *
 * @throws WebhookConfigurationError invalid_secret or secret_too_short.
 */
export const parseSigningKey = (secret: string | null | undefined): WebhookKey => {
  const { prefix, bytes } = parseKey(secret)
  if (prefix === 'whpk_')
    throw invalid('A whpk_ key is public: it verifies. Sign with the whsk_ key.')
  if (prefix !== 'whsk_') return { scheme: 'v1', bytes: checkSecret(bytes) }
  if (bytes.length !== 32 && bytes.length !== 64)
    throw invalid('A whsk_ key holds 32 bytes, or 64 with its public key.')
  return { scheme: 'v1a', bytes: bytes.slice(0, 32) }
}

const parseKey = (secret: string | null | undefined) => {
  const text = typeof secret === 'string' ? secret.trim() : ''
  if (text === '')
    throw invalid('The secret is missing or empty. Is the environment variable it comes from set?')
  const prefix = PREFIXES.find((known) => text.startsWith(known)) ?? ''
  const digits = text.slice(prefix.length)
  if (digits === '' || !isBase64(digits))
    throw invalid(
      'A secret is "whsec_" (shared) or "whpk_" (public key) and standard base64 with its padding. Copy it whole.',
    )
  return { prefix, bytes: decodeBase64(digits) }
}

const checkSecret = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
  if (bytes.length >= MIN_SECRET_BYTES) return bytes
  throw new WebhookConfigurationError(
    'secret_too_short',
    `The secret holds ${bytes.length} bytes; ${MIN_SECRET_BYTES} are the least.`,
  )
}

const checkPublicKey = (bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> => {
  if (bytes.length !== 32) throw invalid(`A whpk_ key holds 32 bytes, not ${bytes.length}.`)
  if (isSmallOrder(bytes))
    throw invalid('This whpk_ key is a point of small order: it would verify forged signatures.')
  return bytes
}

// The y coordinates of the eight Ed25519 points of small order, and their encodings above the field's prime.
const SMALL_ORDER = new Set([
  '00'.repeat(32),
  `01${'00'.repeat(31)}`,
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
  `ec${'ff'.repeat(30)}7f`,
  `ed${'ff'.repeat(30)}7f`,
  `ee${'ff'.repeat(30)}7f`,
])

const isSmallOrder = (bytes: Uint8Array): boolean => {
  const withoutSign = bytes.slice()
  withoutSign[31] = (withoutSign[31] ?? 0) & 0x7f
  return SMALL_ORDER.has(
    Array.from(withoutSign, (byte) => byte.toString(16).padStart(2, '0')).join(''),
  )
}

const invalid = (message: string): WebhookConfigurationError =>
  new WebhookConfigurationError('invalid_secret', message)
