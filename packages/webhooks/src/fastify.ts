import { createReceiver, type HandlerOptions } from './create-receiver.ts'
import type { DirectoryEvent } from './directory-event.ts'
import type { WebhookHeaders } from './webhook-headers.ts'

/** The options of the plugin. */
export interface FastifyWebhookOptions<E = DirectoryEvent> extends HandlerOptions<E> {
  /** Where deliveries come in, such as `/webhooks`. */
  readonly path: string
}

/** The part of a Fastify instance that is used. */
export interface FastifyLike {
  removeAllContentTypeParsers(): unknown
  addContentTypeParser(
    type: string,
    options: { parseAs: 'buffer'; bodyLimit: number },
    parser: (
      request: never,
      body: Uint8Array & string,
      done: (error: Error | null, body?: unknown) => void,
    ) => void,
  ): unknown
  post(
    path: string,
    handler: (request: FastifyRequestLike, reply: FastifyReplyLike) => Promise<unknown>,
  ): unknown
}

/** The part of a Fastify request that is read. */
export interface FastifyRequestLike {
  readonly headers: WebhookHeaders
  readonly body: unknown
}

/** The part of a Fastify reply that is written. */
export interface FastifyReplyLike {
  code(status: number): FastifyReplyLike
  headers(headers: Record<string, string>): FastifyReplyLike
  send(body: string): unknown
}

/**
 * A Fastify plugin with one webhook route; bodies stay raw for this route alone.
 *
 * Fastify answers 500 when `onEvent` throws, and 413 when the body is too large.
 *
 * @throws WebhookConfigurationError while Fastify starts, when the secrets or limits cannot be used.
 * @example
 * app.register(webhookPlugin, { path: '/webhooks', secrets: [process.env.WEBHOOK_SECRET], onEvent: ({ event }) => save(event) })
 */
export const webhookPlugin = async (
  instance: FastifyLike,
  { path, ...options }: FastifyWebhookOptions,
): Promise<void> => {
  const { receive, maxBodyBytes } = createReceiver(options)
  // A plugin has parsers of its own: the application keeps its JSON parser.
  instance.removeAllContentTypeParsers()
  const raw = { parseAs: 'buffer', bodyLimit: maxBodyBytes } as const
  instance.addContentTypeParser('*', raw, (_request, body, done) => done(null, body))
  instance.post(path, async (request, reply) => {
    const bytes = request.body instanceof Uint8Array ? request.body : new Uint8Array()
    const { status, headers, body } = await receive(bytes, request.headers)
    return reply.code(status).headers(headers).send(body)
  })
}
