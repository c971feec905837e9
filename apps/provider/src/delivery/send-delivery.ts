import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import type { ClaimedDelivery } from '@scimwright/store'
import { signWebhookSync } from '@scimwright/webhooks/node'
import {
  type AddressGuardOptions,
  AddressNotAllowed,
  guardedLookup,
  isAllowedAddress,
} from './address-guard.ts'

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

  const post = (url: URL, body: Buffer, headers: Record<string, string>): Promise<SendResult> =>
    new Promise((resolve) => {
      const secure = url.protocol === 'https:'
      const request = (secure ? https : http).request(url, {
        method: 'POST',
        agent: agents[secure ? 'https:' : 'http:'],
        headers: { ...headers, 'content-length': String(body.length) },
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
      const url = parseUrl(delivery.endpoint.url, allowLoopback)
      if ('error' in url) return url
      const body = Buffer.from(delivery.event.body)
      return post(url, body, headersOf(delivery, body))
    },
    close: () => {
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}

const headersOf = ({ endpoint, event }: ClaimedDelivery, body: Buffer): Record<string, string> => {
  const timestamp = Math.floor(Date.now() / 1000)
  const signatures = endpoint.secrets
    .filter(({ expiresAt = Number.POSITIVE_INFINITY }) => expiresAt > Date.now())
    .map(({ secret }) => signWebhookSync({ id: event.id, timestamp, body, secret }))
  return {
    'content-type': 'application/json',
    'user-agent': 'scimwright',
    'webhook-id': event.id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signatures.join(' '),
  }
}

const parseUrl = (text: string, allowLoopback: boolean): URL | { error: string } => {
  if (!URL.canParse(text)) return { error: 'the URL of the endpoint is none' }
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') return { error: 'the URL holds credentials' }
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && allowLoopback))
    return { error: 'only https URLs are allowed' }
  // A literal address is not looked up, so the look-up cannot refuse it.
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0 && !isAllowedAddress(host, { allowLoopback }))
    return { error: 'the address of the endpoint is not public' }
  return url
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
