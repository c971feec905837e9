import { createReceiver, type HandlerOptions } from './create-receiver.ts'
import type { DirectoryEvent } from './directory-event.ts'
import { type NodeRequest, type NodeResponse, readNodeRequest } from './read-node-request.ts'
import { sendReply } from './send-reply.ts'

export type { HandlerOptions } from './create-receiver.ts'

const HOW_TO_FIX =
  'Put this route above app.use(express.json()), or keep the bytes: express.json({ verify: (request, _response, bytes) => { request.rawBody = bytes } }).'

/**
 * A webhook route for Express 4 and 5, Connect and bare node:http; it needs no body parser and works after express.raw().
 *
 * `next` gets what `onEvent` throws, and WebhookConfigurationError when a parser ran before.
 *
 * @throws WebhookConfigurationError at once when the secrets or limits cannot be used.
 * @example
 * app.post('/webhooks', toExpressHandler({ secrets: [process.env.WEBHOOK_SECRET], onEvent: ({ event }) => save(event) }))
 */
export const toExpressHandler = <E = DirectoryEvent>(options: HandlerOptions<E>) => {
  const { receive, maxBodyBytes } = createReceiver(options)
  return async (
    request: NodeRequest,
    response: NodeResponse,
    next: (error: unknown) => void,
  ): Promise<void> => {
    try {
      const raw = await readNodeRequest(request, maxBodyBytes, HOW_TO_FIX)
      sendReply(response, await receive(raw, request.headers))
    } catch (error) {
      next(error)
    }
  }
}
