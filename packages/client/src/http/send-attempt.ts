import { SCIM_MEDIA_TYPE } from '@scimwright/types'
import { ClientError, isClientError } from '../client-error.ts'
import type { Fetch, ScimClientOptions } from '../client-options.ts'
import type { Answer, Call } from './call.ts'
import { connectionError, type Interruption } from './connection-error.ts'
import { linkedSignal, untilAborted } from './linked-signal.ts'
import { nextHop } from './next-hop.ts'
import { userAgent } from './user-agent.ts'

/** One attempt of a call. */
export interface Attempt {
  readonly client: ScimClientOptions
  readonly call: Call
  readonly url: string
  /** Milliseconds, headers and body. */
  readonly timeoutMs: number
  readonly authorization: (signal: AbortSignal) => Promise<string>
}

/** Sends one request, follows redirects within its origin, and reads the answer to its end. */
export const sendAttempt = async (attempt: Attempt): Promise<Answer> => {
  const { call, client, url, timeoutMs } = attempt
  const caller = call.options?.signal
  const { signal, release } = linkedSignal(caller, timeoutMs)
  const around = { request: { method: call.method, url: withoutQuery(url) }, caller, signal }
  try {
    const authorization = await attempt.authorization(signal)
    const send = wrapFetch(client, call, around)
    let target: string | undefined = url
    for (let hops = 0; ; hops += 1) {
      const request = buildRequest(attempt, { url: target, authorization, signal })
      const response: Response = await untilAborted(send(request), signal)
      target = nextHop({ response, request, hops, redirects: client.redirects })
      if (target === undefined) return await readAnswer(response, around)
    }
  } catch (cause) {
    if (signal.aborted && !isClientError(cause)) throw connectionError({ cause, ...around })
    throw cause
  } finally {
    release()
  }
}

type Around = Omit<Interruption, 'cause' | 'status'>

const buildRequest = (
  { call, client }: Attempt,
  { url, authorization, signal }: { url: string; authorization: string; signal: AbortSignal },
): Request => {
  const hasBody = call.body !== undefined
  const agent = userAgent(client.userAgentSuffix)
  return new Request(url, {
    method: call.method,
    headers: {
      accept: SCIM_MEDIA_TYPE,
      authorization,
      ...(agent && { 'user-agent': agent }),
      ...(hasBody && { 'content-type': SCIM_MEDIA_TYPE }),
      ...call.headers,
      ...call.options?.headers,
    },
    // A text, never a stream: every attempt gets a whole body.
    ...(hasBody && { body: JSON.stringify(call.body) }),
    redirect: 'manual',
    signal,
  })
}

const wrapFetch = (client: ScimClientOptions, call: Call, around: Around): Fetch =>
  [...(client.middleware ?? []), ...(call.options?.middleware ?? [])].reduceRight<Fetch>(
    (next, each) => (request) => each(request, next),
    async (request) => {
      try {
        return await (client.fetch ?? fetch)(request)
      } catch (cause) {
        throw connectionError({ cause, ...around })
      }
    },
  )

const readAnswer = async (response: Response, around: Around): Promise<Answer> => {
  const { status, ok } = response
  const text = await untilAborted(response.text(), around.signal).catch((cause: unknown) => {
    if (ok) throw connectionError({ cause, status, ...around })
    return ''
  })
  return { response, text, data: parse(text, response, around) }
}

const parse = (text: string, { ok, status, headers }: Response, { request }: Around): unknown => {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch (cause) {
    // An error page is read as an error by its status; anything else must be JSON.
    if (!ok) return undefined
    const type = headers.get('content-type')?.slice(0, 100) ?? 'no content-type'
    const message = `[${request.method}] The answer is not JSON: ${type}, ${text.length} characters.`
    // The error of JSON.parse quotes the body.
    throw new ClientError({
      code: 'decode',
      message,
      status,
      request,
      cause: (cause as Error).name,
    })
  }
}

/** A URL as it may be shown. */
export const withoutQuery = (url: string): string => url.replace(/\?.*$/, '')
