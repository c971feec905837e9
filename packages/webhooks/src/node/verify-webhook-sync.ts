import { createHmac, verify } from 'node:crypto'
import { accepted } from '../accepted.ts'
import { decodeBase64 } from '../base64.ts'
import type { DirectoryEvent } from '../directory-event.ts'
import { equalText } from '../equal-text.ts'
import { type Delivery, readDelivery, signedContent, type VerifyOptions } from '../read-delivery.ts'
import { verificationKeys } from '../verification-keys.ts'
import type { WebhookKey } from '../webhook-key.ts'
import { rejected, type VerifyResult } from '../webhook-result.ts'
import { importKeySync } from './import-key-sync.ts'

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
  const imported = importKeySync(key)
  if (key.scheme === 'v1') {
    // A KeyObject and a text are a fifth faster than bytes and timingSafeEqual.
    const mac = createHmac('sha256', imported).update(head).update(body).digest('base64')
    return signatures.v1.find(({ text }) => equalText(text, mac))?.index
  }
  const content = signedContent(head, body)
  return signatures.v1a.find(({ text }) => verify(null, content, imported, decodeBase64(text)))
    ?.index
}
