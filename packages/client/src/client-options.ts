/** Gets a bearer token; called again with `forceRefresh` when the server refused the last one. */
export type TokenProvider = (context: {
  readonly forceRefresh: boolean
  readonly signal: AbortSignal
}) => string | Promise<string>

/** What a client sends with: the `fetch` of the platform, or one that goes elsewhere, such as a server's own. */
export type Fetch = (request: Request) => Promise<Response>

/** Wraps each attempt: looks at it, changes it, or answers it. */
export type Middleware = (request: Request, next: Fetch) => Promise<Response>

/** How often and how long a call is tried again. */
export interface RetryOptions {
  /** Attempts after the first; 3. */
  readonly maxRetries?: number
  /** Milliseconds; a longer Retry-After is an error at once; 60,000. */
  readonly maxDelayMs?: number
}

/** What a client is made of. */
export interface ScimClientOptions {
  /** The address in front of `/Users`. */
  readonly baseUrl: string
  /** A bearer token, or what gets one. */
  readonly auth: string | TokenProvider
  readonly retry?: RetryOptions
  /** Milliseconds for one attempt, headers and body; 30,000. */
  readonly timeoutMs?: number
  /** Milliseconds for a whole call; 120,000. */
  readonly deadlineMs?: number
  readonly fetch?: Fetch
  /** From the outermost to the innermost. */
  readonly middleware?: readonly Middleware[]
}

/** What one call may decide for itself. */
export interface CallOptions {
  readonly signal?: AbortSignal
  readonly timeoutMs?: number
  readonly deadlineMs?: number
  readonly maxRetries?: number
  readonly headers?: Readonly<Record<string, string>>
  /** A version, as in `meta.version`: the write fails with 412 when the resource has another one. */
  readonly ifMatch?: string
}

/** The attributes of an answer, in attribute notation (RFC 7644 §3.9). */
export interface ProjectionOptions {
  readonly attributes?: readonly string[]
  readonly excludedAttributes?: readonly string[]
}
