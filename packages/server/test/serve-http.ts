import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { ScimServer } from '../src/index.ts'

/** A request as it goes over the wire: nothing in it is made right on the way. */
export interface WireRequest {
  readonly method: string
  /** As sent, query and all; only a space cannot be. */
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
  /** Sent chunk by chunk when there are several. */
  readonly body?: string | readonly (string | Uint8Array)[]
}

/** What comes back. */
export interface WireResponse {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

/** A server on a port of its own, as examples/node-http.ts mounts it, and a client for it. */
export const serveHttp = async ({ fetch }: Pick<ScimServer, 'fetch'>) => {
  const http = createServer(getRequestListener(fetch))
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    send: (wire: WireRequest) => sendTo(port, wire),
    close: () =>
      new Promise<void>((resolve) => {
        http.close(() => resolve())
        http.closeAllConnections()
      }),
  }
}

const sendTo = (port: number, { method, path, headers, body }: WireRequest) =>
  new Promise<WireResponse>((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, method, path: path.replaceAll(' ', '%20'), headers },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: new Headers(
              Object.entries(incoming.headersDistinct).flatMap(([name, values = []]) =>
                values.map((value): [string, string] => [name, value]),
              ),
            ),
            text: Buffer.concat(chunks).toString(),
          }),
        )
      },
    )
    outgoing.on('error', reject)
    if (typeof body === 'object') for (const chunk of body) outgoing.write(chunk)
    outgoing.end(typeof body === 'string' ? body : undefined)
  })
