/** What went wrong, in one word; `status` and `scimType` say more. */
export type ClientErrorCode =
  | 'http'
  | 'rate_limited'
  | 'connection'
  | 'timeout'
  | 'aborted'
  | 'decode'
  | 'redirect'
  | 'auth'
  | 'paging'
  | 'unsupported'
  | 'unsafe'
  | 'configuration'

/** The parts of an error. */
export interface ClientErrorInit {
  readonly code: ClientErrorCode
  readonly message: string
  readonly status?: number | undefined
  readonly scimType?: string | undefined
  readonly detail?: string | undefined
  readonly request?: { readonly method: string; readonly url: string } | undefined
  readonly requestId?: string | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly attempts?: number | undefined
  readonly retryAfterMs?: number | undefined
  readonly cause?: unknown
}

const BRAND = Symbol.for('scimwright.ClientError')

/** An error of the client; it never holds a token or a body that was sent. */
export class ClientError extends Error {
  override readonly name = 'ClientError'
  readonly [BRAND] = true
  readonly code: ClientErrorCode
  /** HTTP status, when there was an answer. */
  readonly status: number | undefined
  /** The SCIM keyword of the answer (RFC 7644 §3.12). */
  readonly scimType: string | undefined
  /** What the server said. */
  readonly detail: string | undefined
  /** The URL is without its query: a filter may hold personal data. */
  readonly request: { readonly method: string; readonly url: string } | undefined
  /** The server's name for the request, to find it in its logs. */
  readonly requestId: string | undefined
  /** Headers of the answer about rates, versions and types; no others. */
  readonly headers: Readonly<Record<string, string>>
  readonly attempts: number
  readonly retryAfterMs: number | undefined

  constructor({ code, message, cause, ...init }: ClientErrorInit) {
    super(message, cause === undefined ? undefined : { cause })
    this.code = code
    this.status = init.status
    this.scimType = init.scimType
    this.detail = init.detail
    this.request = init.request
    this.requestId = init.requestId
    this.headers = init.headers ?? {}
    this.attempts = init.attempts ?? 1
    this.retryAfterMs = init.retryAfterMs
  }
}

/** A mistake in the program that calls. */
export const configurationError = (message: string): ClientError =>
  new ClientError({ code: 'configuration', message })

/** Whether a value is an error of this client, and of a code if one is given; also one of another copy of the package. */
export const isClientError = (value: unknown, code?: ClientErrorCode): value is ClientError =>
  typeof value === 'object' &&
  value !== null &&
  BRAND in value &&
  (code === undefined || (value as ClientError).code === code)
