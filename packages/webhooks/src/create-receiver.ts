import type { Dedupe } from './dedupe.ts'
import type { DirectoryEvent } from './directory-event.ts'
import type { VerifyOptions, WebhookBody } from './read-delivery.ts'
import { readLimits } from './read-limits.ts'
import { verificationKeys } from './verification-keys.ts'
import { verifyWebhook } from './verify-webhook.ts'
import type { WebhookHeaders } from './webhook-headers.ts'
import { type Accepted, type Rejected, rejected } from './webhook-result.ts'

/** What a webhook route needs to know, in every framework. */
export interface HandlerOptions<E = DirectoryEvent>
  extends Omit<VerifyOptions, 'body' | 'headers' | 'now' | 'receivedAt'> {
  /**
   * Called, and awaited, with every genuine delivery. The sender gets 200 when it returns; when it throws, the framework
   * answers 500 and the sender tries again.
   */
  readonly onEvent: (delivery: Accepted<E>) => unknown
  /** Keeps a repeated delivery from a second effect; without one `onEvent` has to bear repetition. */
  readonly dedupe?: Dedupe
  /** Unix seconds. */
  readonly now?: () => number
}

/** What to answer to a sender. */
export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** JSON. */
  readonly body: string
}

/** Takes deliveries in. */
export interface Receiver {
  readonly maxBodyBytes: number
  /** The body is undefined when it was larger than `maxBodyBytes`. */
  receive(body: WebhookBody | undefined, headers: WebhookHeaders): Promise<Reply>
}

/**
 * The part of a webhook route that every framework shares: verify, dedupe, handle, answer.
 *
 * @throws WebhookConfigurationError at once when the secrets or limits cannot be used.
 */
export const createReceiver = <E>({
  onEvent,
  dedupe,
  now,
  ...options
}: HandlerOptions<E>): Receiver => {
  verificationKeys(options.secrets)
  const { maxBodyBytes } = readLimits(options)

  const handle = async (delivery: Accepted<E>): Promise<Reply> => {
    const claim = (await dedupe?.begin(delivery.id)) ?? 'new'
    if (claim === 'done') return reply(200, { ok: true, duplicate: true })
    if (claim === 'in_progress') return inProgress()
    try {
      await onEvent(delivery)
    } catch (error) {
      // Where even this fails the claim ends by itself; the handler's error is the one to report.
      await dedupe?.release(delivery.id).catch(() => undefined)
      throw error
    }
    await dedupe?.commit(delivery.id)
    return reply(200, { ok: true })
  }

  return {
    maxBodyBytes,
    receive: async (body, headers) => {
      if (body === undefined) return refusal(rejected('payload_too_large'))
      const clock = now && { now: now() }
      const result = await verifyWebhook<E>({ ...options, ...clock, body, headers })
      if (!result.ok) return refusal(result)
      return isReadable(result) ? handle(result) : notJson()
    },
  }
}

const reply = (status: number, body: object, headers: Record<string, string> = {}): Reply => ({
  status,
  headers: { 'content-type': 'application/json', ...headers },
  body: JSON.stringify(body),
})

const refusal = ({ status, ...rest }: Rejected): Reply => reply(status, rest)

const inProgress = (): Reply =>
  reply(
    409,
    {
      ok: false,
      reason: 'in_progress',
      message: 'An attempt with this webhook-id is being handled.',
    },
    { 'retry-after': '5' },
  )

const notJson = (): Reply =>
  reply(400, {
    ok: false,
    reason: 'body_not_json',
    message: 'The signature matches, but the body is not JSON.',
  })

const isReadable = (result: Accepted<unknown>): boolean => {
  try {
    return result.event !== undefined
  } catch {
    return false
  }
}
