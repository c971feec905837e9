import { accepted } from './accepted.ts'
import type { DirectoryEvent } from './directory-event.ts'
import { equalBytes } from './equal-bytes.ts'
import { type ImportedKey, importKey } from './import-key.ts'
import { type Delivery, readDelivery, type VerifyOptions } from './read-delivery.ts'
import { verificationKeys } from './verification-keys.ts'
import { rejected, type VerifyResult } from './webhook-result.ts'

/**
 * Verifies a delivery over its raw bytes (Standard Webhooks 1.0.0: v1 is HMAC-SHA256, v1a is Ed25519).
 *
 * Bad input never throws: it gives `ok: false` with a reason.
 *
 * @throws WebhookConfigurationError when the secrets or the body cannot be used at all.
 * @example
 * const body = new Uint8Array(await request.arrayBuffer())
 * const result = await verifyWebhook({ body, headers: request.headers, secrets: [process.env.WEBHOOK_SECRET] })
 * if (!result.ok) return new Response(result.message, { status: result.status })
 * if (result.event.type === 'organization.directory.user_updated') console.log(result.event.data.active)
 */
export const verifyWebhook = async <E = DirectoryEvent>(
  options: VerifyOptions,
): Promise<VerifyResult<E>> => {
  const keys = verificationKeys(options.secrets)
  const delivery = readDelivery(options, keys)
  if ('ok' in delivery) return delivery
  for (const [secretIndex, key] of keys.entries()) {
    const imported = await importKey(key)
    const signatureIndex = await findSignature(imported, delivery)
    if (signatureIndex !== undefined)
      return accepted<E>(delivery, { secretIndex, signatureIndex, scheme: key.scheme })
  }
  return rejected('signature_mismatch')
}

const findSignature = async (
  { scheme, key }: ImportedKey,
  { tokens, signed }: Delivery,
): Promise<number | undefined> => {
  if (scheme === 'v1') {
    const mac = new Uint8Array(await crypto.subtle.sign('HMAC', key, signed))
    return tokens.find((token) => token.scheme === 'v1' && equalBytes(token.bytes, mac))?.index
  }
  for (const token of tokens)
    if (token.scheme === 'v1a' && (await crypto.subtle.verify('Ed25519', key, token.bytes, signed)))
      return token.index
  return undefined
}
