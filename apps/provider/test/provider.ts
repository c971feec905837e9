import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import { createServer as createTcpServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { generateSecret } from '@scimwright/webhooks'
import pino from 'pino'
import { onTestFinished } from 'vitest'
import { readConfig } from '../src/config.ts'
import { createProvider } from '../src/create-provider.ts'

export const directoryToken = 'directory-token-for-tests'
export const adminToken = 'admin-token-for-the-tests'

/** A folder that is gone when the test ends. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'provider-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A delivery as it arrived. */
export interface Arrived {
  readonly body: string
  readonly headers: IncomingMessage['headers']
}

/** An application that answers deliveries with a status, or as told. */
export const startApplication = async (answer: (arrived: Arrived) => number = () => 204) => {
  const arrived: Arrived[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const delivery = { body: Buffer.concat(chunks).toString(), headers: request.headers }
      arrived.push(delivery)
      response.statusCode = answer(delivery)
      response.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const { port } = server.address() as { port: number }
  return { url: `http://127.0.0.1:${port}/hook`, arrived }
}

/** An application that takes every connection and never says a word. */
export const startSilent = async () => {
  const sockets = new Set<Socket>()
  const server = createTcpServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const { port } = server.address() as { port: number }
  return { url: `http://127.0.0.1:${port}/hook`, connections: () => sockets.size }
}

/** A provider on a free port, what it logs, and ways to ask it. */
export const startProvider = async (env: Record<string, string> = {}) => {
  const secret = generateSecret()
  const lines: string[] = []
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk))
      done()
    },
  })
  const config = readConfig({
    PORT: '0',
    DATABASE_URL: `sqlite:${join(temporaryFolder(), 'scim.db')}`,
    SCIMWRIGHT_DIRECTORY_TOKEN: directoryToken,
    SCIMWRIGHT_ADMIN_TOKEN: adminToken,
    SCIMWRIGHT_WEBHOOK_SECRET: secret,
    SCIMWRIGHT_ALLOW_LOOPBACK_WEBHOOKS: 'true',
    SCIMWRIGHT_RETRY_SECONDS: '0,0.05,0.05,0.05',
    ...env,
  })
  const provider = await createProvider(config, { log: pino({ level: 'debug' }, sink) })
  let open = true
  const close = async (): Promise<void> => {
    if (open) await provider.close()
    open = false
  }
  onTestFinished(close)
  const send = async (
    method: string,
    path: string,
    { body, token = directoryToken }: { body?: unknown; token?: string } = {},
  ) => {
    const response = await fetch(`${provider.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: text.startsWith('{') ? JSON.parse(text) : undefined,
    }
  }
  const scim = (method: string, path: string, body?: unknown) =>
    send(method, `/directory/dir_demo/scim/v2${path}`, { body })
  const api = (method: string, path: string, body?: unknown) =>
    send(method, `/api/v1${path}`, { body, token: adminToken })
  return { ...provider, close, secret, lines, send, scim, api, config }
}

/** The body of a user. */
export const user = (userName: string, more: object = {}) => ({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName,
  ...more,
})

/** The body of a PATCH. */
export const patch = (...Operations: object[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations,
})
