import type { CallOptions } from '../client-options.ts'
import type { Retryable } from '../retry/retry-policy.ts'

/** One call of the server. */
export interface Call extends Retryable {
  /** Below the base URL, with its leading slash; the query is part of it. */
  readonly path: string
  readonly body?: unknown
  readonly options?: CallOptions | undefined
  readonly headers?: Readonly<Record<string, string>>
}

/** An answer whose body has been read. */
export interface Answer {
  readonly response: Response
  /** Undefined when there was no body. */
  readonly data: unknown
  readonly text: string
}

/** Sends calls with authentication, deadlines and retries. */
export type Transport = (call: Call) => Promise<Answer>
