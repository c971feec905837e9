import type { Auth } from './auth/auth.ts'
import type { Target, TargetName } from './discovery/targets.ts'
import type { Log, LogLevel } from './log.ts'

/** What a client sends with: the `fetch` of the platform, or one that goes elsewhere, such as a server's own. */
export type Fetch = (request: Request) => Promise<Response>

/** Wraps each attempt: looks at it, changes it, or answers it; what it throws reaches the caller as it is. */
export type Middleware = (request: Request, next: Fetch) => Promise<Response>

/** How often and how long a call is tried again. */
export interface RetryOptions {
  /** Attempts after the first; 3. */
  readonly maxRetries?: number
  /** Milliseconds; a longer Retry-After is an error at once; 60,000. */
  readonly maxDelayMs?: number
  /** All calls of the client share a budget of retries, so that an outage is not made worse; on. */
  readonly budget?: boolean
}

/** How closely answers are looked at; `warn` tells the logger where something is odd, `strict` refuses it. */
export type Validation = 'off' | 'warn' | 'strict'

/** What a client is made of. */
export interface ScimClientOptions {
  /** The address in front of `/Users`. */
  readonly baseUrl: string
  /** A bearer token, what gets one, or another scheme. */
  readonly auth: Auth
  readonly retry?: RetryOptions
  /** Milliseconds for one attempt, headers and body; 30,000. */
  readonly timeoutMs?: number
  /** Milliseconds for a whole call with its retries; 120,000. */
  readonly deadlineMs?: number
  readonly fetch?: Fetch
  /** From the outermost to the innermost; runs for every attempt. */
  readonly middleware?: readonly Middleware[]
  /** Told of calls, retries and oddities; never of bodies, tokens, ids or filter values. */
  readonly logger?: Log
  /** `warn`, or what the environment variable SCIMWRIGHT_LOG says. */
  readonly logLevel?: LogLevel
  /** What is known about the server: the name of a target, or your own facts. */
  readonly target?: TargetName | Target
  /** Redirects within the origin are followed, others never; `refuse` follows none. */
  readonly redirects?: 'same-origin' | 'refuse'
  /** A header for a server that knows repeated POSTs by a key; SCIM has none of its own. */
  readonly idempotencyHeader?: string
  readonly validate?: Validation
  /** Stands behind the client's own user agent, as `acme-sync/1.4`. */
  readonly userAgentSuffix?: string
}

/** What one call may decide for itself. */
export interface CallOptions {
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
  readonly deadlineMs?: number
  readonly maxRetries?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Inside the middleware of the client. */
  readonly middleware?: readonly Middleware[]
  readonly validate?: Validation
}

/** What a write may decide for itself. */
export interface WriteOptions extends CallOptions {
  /**
   * A version, as in `meta.version`: the write fails with 412 when the resource has another one. `auto` reads the
   * version first, and when somebody else was faster reads and writes once more.
   */
  readonly ifMatch?: 'auto' | (string & {})
}

/** The attributes of an answer, in attribute notation (RFC 7644 §3.9). */
export interface ProjectionOptions {
  readonly attributes?: readonly string[]
  readonly excludedAttributes?: readonly string[]
}
