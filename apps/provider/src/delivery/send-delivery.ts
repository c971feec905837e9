import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { ClaimedDelivery } from '@scimwright/store'
import { signWebhookSync } from '@scimwright/webhooks/node'
import { type AddressGuardOptions, AddressNotAllowed, guardedLookup } from './address-guard.ts'
import { createTargets, type Target } from './target.ts'

/** How an attempt went, seen from here. */
export type SendResult =
  | {
      readonly status: number
      readonly retryAfter: string | undefined
      /** Whether the answer was too long and was cut off. */
      readonly isCut: boolean
    }
  | { readonly error: string }

/** Sends one attempt; never rejects. */
export type Send = (delivery: ClaimedDelivery) => Promise<SendResult>

/** How attempts are sent. */
export interface SenderOptions extends AddressGuardOptions {
  /** Milliseconds an attempt may take from the first look-up to the end of the answer. */
  readonly timeoutMs: number
  readonly maxSockets?: number
}

const MAX_RESPONSE_BYTES = 16 * 1024

/** A sender over kept-alive connections: no redirects, no private addresses, one deadline, little of the answer read. */
export const createSender = ({
  timeoutMs,
  maxSockets = 128,
  allowLoopback,
}: SenderOptions): { send: Send; close: () => void } => {
  const agentOptions = { keepAlive: true, maxSockets, lookup: guardedLookup({ allowLoopback }) }
  const agents = { 'http:': new http.Agent(agentOptions), 'https:': new https.Agent(agentOptions) }
  const targetOf = createTargets({ allowLoopback })

  const post = (target: Target, body: string, headers: readonly string[]): Promise<SendResult> =>
    new Promise((resolve) => {
      const { protocol } = target
      const request = (protocol === 'https:' ? https : http).request({
        ...target,
        method: 'POST',
        agent: agents[protocol],
        headers,
      })
      const finish = (result: SendResult): void => {
        clearTimeout(deadline)
        resolve(result)
      }
      const deadline = setTimeout(() => {
        finish({ error: `no answer within ${timeoutMs} ms` })
        request.destroy()
      }, timeoutMs)
      request.on('error', (error) => finish({ error: describeError(error) }))
      request.on('response', (response) => {
        const { statusCode = 0, headers } = response
        const retryAfter = headers['retry-after']
        drain(response, (isCut) => finish({ status: statusCode, retryAfter, isCut }))
      })
      request.end(body)
    })

  return {
    send: async (delivery) => {
      const { endpoint, event } = delivery
      const target = targetOf(endpoint.url)
      if ('error' in target) return target
      return post(target, event.body, headersOf(delivery, target))
    },
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}

// As names and values in turn: they go out as they are, and with a text for a body in one write.
const headersOf = ({ endpoint, event }: ClaimedDelivery, { host }: Target): readonly string[] => {
  const { id, body } = event
  const now = Date.now()
  const timestamp = Math.floor(now / 1000)
  const signatures = endpoint.secrets
    .filter(({ expiresAt = Number.POSITIVE_INFINITY }) => expiresAt > now)
    .map(({ secret }) => signWebhookSync({ id, timestamp, body, secret }))
  return [
    ...['host', host],
    ...['content-type', 'application/json'],
    ...['content-length', String(Buffer.byteLength(body))],
    ...['user-agent', 'scimwright'],
    ...['webhook-id', id],
    ...['webhook-timestamp', String(timestamp)],
    ...['webhook-signature', signatures.join(' ')],
  ]
}

/** Reads an answer as far as the connection can be used again; a longer one is cut off. */
const drain = (response: IncomingMessage, done: (isCut: boolean) => void): void => {
  let bytes = 0
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > MAX_RESPONSE_BYTES) response.destroy()
  })
  const end = (): void => done(bytes > MAX_RESPONSE_BYTES)
  response.on('close', end)
  response.on('error', end)
}

const describeError = (error: Error & { code?: string }): string =>
  error instanceof AddressNotAllowed ? error.message : (error.code ?? 'the connection failed')
