import { collectBytes } from './collect-bytes.ts'
import { createReceiver, type HandlerOptions } from './create-receiver.ts'
import type { DirectoryEvent } from './directory-event.ts'
import { WebhookConfigurationError } from './webhook-configuration-error.ts'

/**
 * A webhook route for whatever speaks `Request` and `Response`: Bun, Deno, Workers, Remix, SvelteKit.
 *
 * The promise rejects with what `onEvent` throws, and with WebhookConfigurationError when the body was read before.
 *
 * @throws WebhookConfigurationError at once when the secrets or limits cannot be used.
 * @example
 * const handle = toRequestHandler({ secrets: [process.env.WEBHOOK_SECRET], onEvent: ({ event }) => queue.add(event) })
 * export default { fetch: (request) => handle(request) }
 */
export const toRequestHandler = <E = DirectoryEvent>(
  options: HandlerOptions<E>,
): ((request: Request) => Promise<Response>) => {
  const { receive, maxBodyBytes } = createReceiver(options)
  return async (request) => {
    const bytes = await readRequest(request, maxBodyBytes)
    const { status, headers, body } = await receive(bytes, request.headers)
    return new Response(body, { status, headers })
  }
}

const readRequest = async (request: Request, maxBytes: number): Promise<Uint8Array | undefined> => {
  if (request.bodyUsed)
    throw new WebhookConfigurationError(
      'body_not_raw',
      'The body of the request was read before: by a validator, a logger or request.json(). A signature is over the raw bytes: put this route in front of what reads the body.',
    )
  if (Number(request.headers.get('content-length')) > maxBytes) return undefined
  const reader = request.body?.getReader()
  if (!reader) return new Uint8Array()
  const bytes = await collectBytes(() => reader.read(), maxBytes)
  if (!bytes) await reader.cancel()
  return bytes
}
