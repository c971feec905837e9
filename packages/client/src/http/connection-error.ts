import { ClientError, type ClientErrorInit } from '../client-error.ts'

/** How an exchange ended without a whole answer. */
export interface Interruption {
  readonly cause: unknown
  readonly request: { readonly method: string; readonly url: string }
  /** The caller's signal. */
  readonly caller: AbortSignal | undefined
  /** The attempt's signal. */
  readonly signal: AbortSignal
  /** The status of an answer whose body broke off. */
  readonly status?: number
}

/** The error of an exchange that was aborted, took too long, or broke off. */
export const connectionError = (interruption: Interruption): ClientError => {
  const { request, cause, status } = interruption
  const init = (code: ClientErrorInit['code'], message: string) =>
    new ClientError({ code, message: `[${request.method}] ${message}`, request, cause, status })
  if (interruption.caller?.aborted) return init('aborted', 'The call was aborted.')
  if (interruption.signal.aborted) return init('timeout', 'The server did not answer in time.')
  if (hasCode(cause, 'UND_ERR_INVALID_ARG'))
    return init(
      'configuration',
      'fetch did not accept its dispatcher: pass the fetch of the same undici package that the dispatcher is from.',
    )
  return init('connection', 'The server could not be reached, or did not send its whole answer.')
}

const hasCode = (error: unknown, code: string): boolean =>
  error instanceof Error &&
  ((error as { code?: unknown }).code === code || hasCode(error.cause, code))
