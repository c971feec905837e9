import type { DirectoryEvent } from './directory-event.ts'
import type { VerifyOptions } from './read-delivery.ts'
import { verifyWebhook } from './verify-webhook.ts'
import type { Accepted, RejectReason } from './webhook-result.ts'

/** A delivery that was refused, as an error. */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError'
  readonly reason: RejectReason
  /** The HTTP status to answer with. */
  readonly status: number

  constructor(reason: RejectReason, status: number, message: string) {
    super(message)
    this.reason = reason
    this.status = status
  }
}

/**
 * `verifyWebhook` for those who prefer an exception to a result.
 *
 * @throws WebhookVerificationError when the delivery is refused, WebhookConfigurationError as `verifyWebhook`.
 */
export const assertWebhook = async <E = DirectoryEvent>(
  options: VerifyOptions,
): Promise<Accepted<E>> => {
  const result = await verifyWebhook<E>(options)
  if (result.ok) return result
  throw new WebhookVerificationError(result.reason, result.status, result.message)
}
