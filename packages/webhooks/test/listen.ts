import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Serves a handler over real HTTP while `use` runs. */
export const listen = async <T>(
  handler: (request: IncomingMessage, response: ServerResponse) => unknown,
  use: (url: string) => Promise<T>,
): Promise<T> => {
  const server = createServer(handler)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  } finally {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
}

/** Sends a body, with its length known or in chunks, and reads the answer. */
export const post = async (
  url: string,
  body: string | Uint8Array | ReadableStream,
  headers: Record<string, string> = {},
): Promise<{ status: number; headers: Headers; body: unknown }> => {
  const init = { method: 'POST', body, headers, duplex: 'half' } as RequestInit
  const response = await fetch(url, init)
  const text = await response.text()
  return {
    status: response.status,
    headers: response.headers,
    body: text.startsWith('{') ? JSON.parse(text) : text,
  }
}

/** A stream of so many bytes whose length is not announced. */
export const chunks = (count: number, size: number): ReadableStream =>
  new ReadableStream({
    start(controller) {
      for (let index = 0; index < count; index += 1) controller.enqueue(new Uint8Array(size))
      controller.close()
    },
  })
