import { createReceiver, type HandlerOptions } from './create-receiver.ts'
import type { DirectoryEvent } from './directory-event.ts'
import { type NodeRequest, type NodeResponse, readNodeRequest } from './read-node-request.ts'
import { sendReply } from './send-reply.ts'

export type { HandlerOptions } from './create-receiver.ts'
export { toRequestHandler as toRouteHandler } from './to-request-handler.ts'

const HOW_TO_FIX =
  'Switch the parser off in this file: export const config = { api: { bodyParser: false } }.'

/**
 * A webhook route for the Pages Router of Next.js; for the App Router there is `toRouteHandler`.
 *
 * The promise rejects with what `onEvent` throws, and with WebhookConfigurationError when the body was parsed.
 *
 * @throws WebhookConfigurationError at once when the secrets or limits cannot be used.
 * @example
 * export const config = { api: { bodyParser: false } }
 * export default toPagesHandler({ secrets: [process.env.WEBHOOK_SECRET], onEvent: ({ event }) => save(event) })
 */
export const toPagesHandler = <E = DirectoryEvent>(options: HandlerOptions<E>) => {
  const { receive, maxBodyBytes } = createReceiver(options)
  return async (request: NodeRequest, response: NodeResponse): Promise<void> => {
    const raw = await readNodeRequest(request, maxBodyBytes, HOW_TO_FIX)
    sendReply(response, await receive(raw, request.headers))
  }
}
