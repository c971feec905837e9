import type { HandlerOptions } from './create-receiver.ts'
import type { DirectoryEvent } from './directory-event.ts'
import { toRequestHandler } from './to-request-handler.ts'

export type { HandlerOptions } from './create-receiver.ts'

/**
 * A webhook route for Hono; put it in front of validators and of what reads the body.
 *
 * @throws WebhookConfigurationError at once when the secrets or limits cannot be used.
 * @example
 * app.post('/webhooks', toHonoHandler({ secrets: [process.env.WEBHOOK_SECRET], onEvent: ({ event }) => save(event) }))
 */
export const toHonoHandler = <E = DirectoryEvent>(
  options: HandlerOptions<E>,
): ((context: { readonly req: { readonly raw: Request } }) => Promise<Response>) => {
  const handle = toRequestHandler(options)
  return (context) => handle(context.req.raw)
}
