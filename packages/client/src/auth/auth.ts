/** Gets a bearer token; called again with `forceRefresh` when the server refused the last one. */
export type TokenProvider = (context: {
  readonly forceRefresh: boolean
  readonly signal: AbortSignal
}) => string | Promise<string>

/** A value for the Authorization header that does not change. */
export interface FixedAuth {
  readonly authorization: string
}

/** A bearer token, what gets one, or what `bearer` and `basic` make. */
export type Auth = string | TokenProvider | FixedAuth
