import { createAuthorizer } from '../auth/create-authorizer.ts'
import { ClientError, configurationError, isClientError } from '../client-error.ts'
import type { ScimClientOptions } from '../client-options.ts'
import type { Logger } from '../log.ts'
import { createRetryBudget, retryCost } from '../retry/retry-budget.ts'
import { mayRetry, retryAfterMs, retryDelayMs } from '../retry/retry-policy.ts'
import type { Answer, Call, Transport } from './call.ts'
import { httpError } from './http-error.ts'
import { MAX_TIMER_MS, sleep } from './linked-signal.ts'
import { sendAttempt, withoutQuery } from './send-attempt.ts'

/**
 * The transport of a client.
 *
 * @throws ClientError configuration, when the base URL or the token cannot be used.
 */
export const createTransport = (client: ScimClientOptions, log: Logger): Transport => {
  const baseUrl = checkBaseUrl(client.baseUrl)
  const authorizer = createAuthorizer(client.auth)
  const budget = createRetryBudget(client.retry?.budget ?? true)
  const { maxRetries = 3, maxDelayMs = 60_000 } = client.retry ?? {}

  return async (call) => {
    const { options } = call
    const url = baseUrl + checkPath(call.path)
    const deadline = Date.now() + (options?.deadlineMs ?? client.deadlineMs ?? 120_000)
    const timeoutMs = options?.timeoutMs ?? client.timeoutMs ?? 30_000
    let refused: string | undefined
    let used: string | undefined
    let taken = 0
    for (let attempt = 1; ; attempt += 1) {
      const started = Date.now()
      const outcome = await sendAttempt({
        client,
        call,
        url,
        timeoutMs: Math.min(timeoutMs, deadline - started),
        authorization: async (signal) => {
          const renewed =
            refused === undefined ? undefined : await authorizer.renew(refused, signal)
          used = renewed ?? (await authorizer.header(signal))
          return used
        },
      }).catch(failureOf)
      const error = errorOf(outcome, call, { url, attempt })
      const tookMs = Date.now() - started
      if (!error) {
        budget.giveBack(taken)
        log.answer({ call, status: (outcome as Answer).response.status, attempt, tookMs })
        return outcome as Answer
      }
      log.answer({ call, status: error.status, code: error.code, attempt, tookMs })
      if (error.status === 401 && refused === undefined && typeof client.auth === 'function') {
        refused = used
        continue
      }
      const cost = retryCost(error.status)
      const again = attempt <= (options?.maxRetries ?? maxRetries) && mayRetry(error, call)
      const wait = retryDelayMs(askedOf(outcome), {
        attempt,
        maxDelayMs: Math.min(maxDelayMs, MAX_TIMER_MS),
        remainingMs: deadline - Date.now(),
      })
      if (!again || wait === undefined || !budget.take(cost)) throw error
      taken += cost
      log.retry({ call, attempt, waitMs: wait })
      await sleep(wait, options?.signal).catch((cause: unknown) => {
        throw new ClientError({ code: 'aborted', message: 'The call was aborted.', cause })
      })
    }
  }
}

const failureOf = (error: unknown): ClientError => {
  if (isClientError(error)) return error
  throw error
}

const errorOf = (
  outcome: Answer | ClientError,
  { method }: Call,
  { url, attempt }: { url: string; attempt: number },
): ClientError | undefined => {
  if (isClientError(outcome)) {
    const { name: _, message, ...rest } = outcome
    return new ClientError({ ...rest, message, cause: outcome.cause, attempts: attempt })
  }
  const { ok, status } = outcome.response
  if (ok || status === 304) return undefined
  return httpError(outcome, { method, url: withoutQuery(url) }, attempt)
}

const askedOf = (outcome: Answer | ClientError): number | undefined =>
  isClientError(outcome)
    ? undefined
    : retryAfterMs(outcome.response.headers.get('retry-after'), Date.now())

const checkBaseUrl = (baseUrl: string): string => {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined
  if (
    !url ||
    !/^https?:$/.test(url.protocol) ||
    url.search !== '' ||
    url.hash !== '' ||
    url.username !== ''
  )
    throw configurationError(
      'baseUrl must be an http(s) URL without a query and without credentials.',
    )
  return baseUrl.replace(/\/+$/, '')
}

const checkPath = (path: string): string => {
  if (path.startsWith('/') && !/(^|\/)\.\.?(\/|\?|$)/.test(path)) return path
  throw configurationError('A path starts with a slash and stays below baseUrl.')
}
