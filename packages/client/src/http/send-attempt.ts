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
    const send = senderOf(client, call, around)
    const init = initOf(attempt, authorization, signal)
    let target: string | undefined = url
    for (let hops = 0; ; hops += 1) {
      const response: Response = await untilAborted(send(target, init), signal)
      const { redirects } = client
      target = nextHop({ response, method: call.method, url: target, hops, redirects })
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

const initOf = (
  { call, client }: Attempt,
  authorization: string,
  signal: AbortSignal,
): RequestInit => {
  const hasBody = call.body !== undefined
  const agent = userAgent(client.userAgentSuffix)
  return {
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
  }
}

const senderOf = (
  client: ScimClientOptions,
  call: Call,
  around: Around,
): ((url: string, init: RequestInit) => Promise<Response>) => {
  const guard = async (answer: () => Promise<Response>): Promise<Response> => {
    try {
      return await answer()
    } catch (cause) {
      throw connectionError({ cause, ...around })
    }
  }
  const middleware = [...(client.middleware ?? []), ...(call.options?.middleware ?? [])]
  const { fetch: given } = client
  // A Request that nobody looks at would be made for nothing, and fetch makes another one of it.
  if (!given && middleware.length === 0) return (url, init) => guard(() => fetch(url, init))
  const send = middleware.reduceRight<Fetch>(
    (next, each) => (request) => each(request, next),
    (request) => guard(() => (given ?? fetch)(request)),
  )
  return (url, init) => send(new Request(url, init))
}

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
