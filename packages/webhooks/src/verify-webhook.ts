import { accepted } from './accepted.ts'
import { decodeBase64, encodeBase64 } from './base64.ts'
import type { DirectoryEvent } from './directory-event.ts'
import { equalText } from './equal-text.ts'
import { type ImportedKey, importKey } from './import-key.ts'
import { type Delivery, readDelivery, signedContent, type VerifyOptions } from './read-delivery.ts'
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
  { head, body, signatures }: Delivery,
): Promise<number | undefined> => {
  const content = signedContent(head, body)
  if (scheme === 'v1') {
    const mac = encodeBase64(new Uint8Array(await crypto.subtle.sign('HMAC', key, content)))
    return signatures.v1.find(({ text }) => equalText(text, mac))?.index
  }
  for (const { text, index } of signatures.v1a)
    if (await crypto.subtle.verify('Ed25519', key, decodeBase64(text), content)) return index
  return undefined
}
