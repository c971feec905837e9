import { decodeBase64 } from './base64.ts'
import { createReceiver, type HandlerOptions } from './create-receiver.ts'
import type { DirectoryEvent } from './directory-event.ts'
import type { WebhookBody } from './read-delivery.ts'
import { WebhookConfigurationError } from './webhook-configuration-error.ts'
import type { WebhookHeaders } from './webhook-headers.ts'

export type { HandlerOptions } from './create-receiver.ts'

type Headers = Readonly<Record<string, string | undefined>>
type MultiValueHeaders = Readonly<Record<string, readonly string[] | undefined>>

/** A request as API Gateway (REST and HTTP), a function URL or a load balancer hands it to a function. */
export interface LambdaEvent {
  readonly body?: string | null
  readonly isBase64Encoded?: boolean
  readonly headers?: Headers | null
  readonly multiValueHeaders?: MultiValueHeaders | null
}

/** The answer of a function. */
export interface LambdaAnswer {
  statusCode: number
  headers: Record<string, string>
  body: string
}

/**
 * The body and headers of a Lambda event, to hand to `verifyWebhook`.
 *
 * @throws WebhookConfigurationError body_not_raw when a mapping template parsed the body.
 */
export const readLambdaEvent = ({
  body,
  isBase64Encoded = false,
  headers,
  multiValueHeaders,
}: LambdaEvent): { body: WebhookBody; headers: WebhookHeaders } => {
  const text: unknown = body ?? ''
  if (typeof text !== 'string')
    throw new WebhookConfigurationError(
      'body_not_raw',
      'The body of the event is not a text: a mapping template parsed it. Use a proxy integration, which hands the body over as it came.',
    )
  return {
    body: isBase64Encoded ? decodeBase64(text) : text,
    headers: multiValueHeaders ?? headers ?? {},
  }
}

/**
 * A webhook function for AWS Lambda.
 *
 * The promise rejects with what `onEvent` throws, so that the function counts as failed.
 *
 * @throws WebhookConfigurationError at once when the secrets or limits cannot be used.
 * @example
 * export const handler = toLambdaHandler({ secrets: [process.env.WEBHOOK_SECRET], onEvent: ({ event }) => save(event) })
 */
export const toLambdaHandler = <E = DirectoryEvent>(options: HandlerOptions<E>) => {
  const { receive } = createReceiver(options)
  return async (event: LambdaEvent): Promise<LambdaAnswer> => {
    const delivery = readLambdaEvent(event)
    const { status, headers, body } = await receive(delivery.body, delivery.headers)
    return { statusCode: status, headers: { ...headers }, body }
  }
}
