import { collectBytes } from './collect-bytes.ts'
import type { WebhookBody } from './read-delivery.ts'
import { WebhookConfigurationError } from './webhook-configuration-error.ts'
import type { WebhookHeaders } from './webhook-headers.ts'

/** The part of Node's IncomingMessage that is read, and what frameworks put beside it. */
export interface NodeRequest extends AsyncIterable<unknown> {
  readonly headers: Readonly<Record<string, string | string[] | undefined>> & WebhookHeaders
  readonly body?: unknown
  readonly rawBody?: unknown
  readonly readableDidRead?: boolean
}

/** The part of Node's ServerResponse that is written. */
export interface NodeResponse {
  statusCode: number
  setHeader(name: string, value: string): unknown
  end(text: string): unknown
}

/**
 * The raw body of a request to a Node server: `rawBody` or `body` when they are raw, or else the stream; undefined when it
 * is larger than the limit.
 *
 * @throws WebhookConfigurationError body_not_raw when a parser consumed the stream, with how to fix it.
 */
export const readNodeRequest = async (
  request: NodeRequest,
  maxBytes: number,
  howToFix: string,
): Promise<WebhookBody | undefined> => {
  if (isRaw(request.rawBody)) return request.rawBody
  if (isRaw(request.body)) return request.body
  // Parsers leave the stream alone when there is nothing for them, and put an empty object there all the same.
  if (request.readableDidRead === true)
    throw new WebhookConfigurationError(
      'body_not_raw',
      `The body was parsed before it was verified; a signature is over the raw bytes. ${howToFix}`,
    )
  if (Number(request.headers['content-length']) > maxBytes) return undefined
  const iterator = request[Symbol.asyncIterator]()
  return collectBytes(() => iterator.next(), maxBytes)
}

const isRaw = (body: unknown): body is Uint8Array | string =>
  typeof body === 'string' || ArrayBuffer.isView(body)
