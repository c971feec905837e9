import { SCIM_MEDIA_TYPE } from '@scimwright/types'
import { ClientError } from './client-error.ts'
import type { CallOptions, Fetch, ScimClientOptions, TokenProvider } from './client-options.ts'
import { httpError } from './http-error.ts'
import {
  backoffMs,
  mayRetryConnection,
  mayRetryStatus,
  type Retryable,
  retryAfterMs,
} from './retry-policy.ts'

/** One call of the server. */
export interface Call extends Retryable {
  /** Below the base URL, with its leading slash; the query is part of it. */
  readonly path: string
  readonly body?: unknown
  readonly options?: CallOptions | undefined
}

/** An answer whose body has been read. */
export interface Answer {
  readonly response: Response
  /** Undefined when there was no body. */
  readonly data: unknown
}

/** Sends calls with authentication, deadlines and retries. */
export type Transport = (call: Call) => Promise<Answer>

/**
 * The transport of a client.
 *
 * @throws ClientError configuration, when the base URL or the token cannot be used.
 */
export const createTransport = (client: ScimClientOptions): Transport => {
  const baseUrl = checkBaseUrl(client.baseUrl)
  const auth = toProvider(client.auth)
  const send = wrapFetch(client)
  return (call) => runCall({ client, baseUrl, auth, send, call })
}

interface Setup {
  readonly client: ScimClientOptions
  readonly baseUrl: string
  readonly auth: TokenProvider
  readonly send: (request: Request) => Promise<Response>
  readonly call: Call
}

/** The attempts of one call: they share a deadline, a count and a token. */
const runCall = async (setup: Setup): Promise<Answer> => {
  const { client, call } = setup
  const deadline = Date.now() + (call.options?.deadlineMs ?? client.deadlineMs ?? 120_000)
  let forceRefresh = false
  for (let attempt = 1; ; attempt += 1) {
    const answer = await attemptOnce(setup, { deadline, forceRefresh }).catch((error: unknown) =>
      connectionError(error, setup, attempt),
    )
    if (answer instanceof ClientError) {
      await pauseOrThrow(answer, setup, { attempt, deadline, mayRetry: mayRetryConnection(call) })
      continue
    }
    const { status, ok, headers } = answer.response
    if (ok || status === 304) return answer
    if (status === 401 && !forceRefresh && typeof client.auth === 'function') {
      forceRefresh = true
      continue
    }
    await pauseOrThrow(httpError(answer, targetOf(setup), attempt), setup, {
      attempt,
      deadline,
      mayRetry: mayRetryStatus(status, call),
      asked: retryAfterMs(headers.get('retry-after'), Date.now()),
    })
  }
}

const attemptOnce = async (
  setup: Setup,
  { deadline, forceRefresh }: { deadline: number; forceRefresh: boolean },
): Promise<Answer> => {
  const { call, client, baseUrl, auth, send } = setup
  const { options } = call
  const timeoutMs = options?.timeoutMs ?? client.timeoutMs ?? 30_000
  const timeout = AbortSignal.timeout(Math.max(1, Math.min(timeoutMs, deadline - Date.now())))
  const signal = options?.signal ? AbortSignal.any([options.signal, timeout]) : timeout
  const token = (await auth({ forceRefresh, signal })).trim()
  const hasBody = call.body !== undefined
  const request = new Request(baseUrl + call.path, {
    method: call.method,
    headers: {
      accept: SCIM_MEDIA_TYPE,
      authorization: `Bearer ${token}`,
      ...(hasBody && { 'content-type': SCIM_MEDIA_TYPE }),
      ...(options?.ifMatch !== undefined && { 'if-match': options.ifMatch }),
      ...options?.headers,
    },
    ...(hasBody && { body: JSON.stringify(call.body) }),
    signal,
  })
  const response = await send(request)
  return { response, data: readJson(await response.text(), response, targetOf(setup)) }
}

const connectionError = (error: unknown, setup: Setup, attempts: number): ClientError => {
  if (error instanceof ClientError) throw error
  if (setup.call.options?.signal?.aborted)
    throw new ClientError({ code: 'aborted', message: 'The call was aborted.', cause: error })
  const timedOut = error instanceof Error && error.name === 'TimeoutError'
  return new ClientError({
    code: timedOut ? 'timeout' : 'connection',
    message: timedOut ? 'The server did not answer in time.' : 'The server could not be reached.',
    request: targetOf(setup),
    attempts,
    cause: error,
  })
}

interface PauseContext {
  readonly attempt: number
  readonly deadline: number
  readonly mayRetry: boolean
  /** Milliseconds the server asked for. */
  readonly asked?: number | undefined
}

const pauseOrThrow = async (
  error: ClientError,
  { client, call }: Setup,
  { attempt, deadline, mayRetry, asked }: PauseContext,
): Promise<void> => {
  const { maxRetries = 3, maxDelayMs = 60_000 } = client.retry ?? {}
  if (!mayRetry || attempt > (call.options?.maxRetries ?? maxRetries)) throw error
  const wait = asked ?? backoffMs(attempt)
  // A server that wants to be left alone for longer than the caller waits is an error now, not later.
  if (wait > maxDelayMs || Date.now() + wait >= deadline) throw error
  await sleep(wait, call.options?.signal)
}

const targetOf = ({ call, baseUrl }: Setup): { method: string; url: string } => ({
  method: call.method,
  url: baseUrl + call.path.replace(/\?.*$/, ''),
})

const checkBaseUrl = (baseUrl: string): string => {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.search !== '' || url.username !== '')
    throw configuration('baseUrl must be an http(s) URL without a query and without credentials.')
  return baseUrl.replace(/\/+$/, '')
}

const toProvider = (auth: string | TokenProvider): TokenProvider => {
  if (typeof auth === 'function') return auth
  const token = auth.trim()
  if (!/^[\x21-\x7e]+$/.test(token)) throw configuration('auth must be a token without blanks.')
  return () => token
}

const configuration = (message: string): ClientError =>
  new ClientError({ code: 'configuration', message })

const wrapFetch = ({ fetch: given, middleware = [] }: ScimClientOptions) =>
  middleware.reduceRight<Fetch>(
    (next, each) => (request) => each(request, next),
    given ?? ((request) => fetch(request)),
  )

const readJson = (
  text: string,
  response: Response,
  request: { method: string; url: string },
): unknown => {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch (cause) {
    // An error page is read as an error by its status; anything else must be JSON.
    if (!response.ok) return undefined
    const message = 'The answer is not JSON.'
    throw new ClientError({ code: 'decode', message, status: response.status, request, cause })
  }
}

const sleep = (ms: number, signal: AbortSignal | undefined): Promise<void> =>
  new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(new ClientError({ code: 'aborted', message: 'The call was aborted.' }))
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
