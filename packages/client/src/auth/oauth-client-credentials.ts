import { ClientError, configurationError } from '../client-error.ts'
import type { Fetch } from '../client-options.ts'
import type { TokenProvider } from './auth.ts'
import { toBase64 } from './fixed-auth.ts'

/** Where tokens come from, and who asks (RFC 6749 §4.4). */
export interface ClientCredentials {
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scope?: string
  /** More parameters of the token request, such as `audience`. */
  readonly parameters?: Readonly<Record<string, string>>
  /** Where the secret is sent: the Authorization header, or the body; `basic`. */
  readonly secretIn?: 'basic' | 'body'
  readonly fetch?: Fetch
  /** Unix milliseconds. */
  readonly now?: () => number
}

/**
 * Tokens by OAuth 2.0 client credentials: one at a time, kept until shortly before its end.
 *
 * @throws ClientError configuration, when the address is neither https nor of this machine.
 * @example
 * const auth = oauthClientCredentials({ tokenUrl: 'https://login.example/token', clientId, clientSecret })
 */
export const oauthClientCredentials = (credentials: ClientCredentials): TokenProvider => {
  if (!/^(https:|http:\/\/(localhost|127\.0\.0\.1|\[::1\])([:/]|$))/.test(credentials.tokenUrl))
    throw configurationError('tokenUrl must be an https URL.')
  const { now = Date.now } = credentials
  let kept: { readonly token: string; readonly until: number } | undefined
  let pending: Promise<string> | undefined
  const refresh = async (signal: AbortSignal): Promise<string> => {
    const { token, lifetimeMs } = await requestToken(credentials, signal)
    kept = { token, until: now() + lifetimeMs - Math.min(60_000, lifetimeMs / 10) }
    return token
  }
  return ({ forceRefresh, signal }) => {
    if (!forceRefresh && kept && now() < kept.until) return kept.token
    pending ??= refresh(signal).finally(() => {
      pending = undefined
    })
    return pending
  }
}

const requestToken = async (
  {
    tokenUrl,
    clientId,
    clientSecret,
    scope,
    parameters,
    secretIn,
    fetch: given,
  }: ClientCredentials,
  signal: AbortSignal,
): Promise<{ token: string; lifetimeMs: number }> => {
  const inBody = secretIn === 'body'
  const request = new Request(tokenUrl, {
    method: 'POST',
    headers: {
      accept: 'application/json',
      ...(!inBody && {
        authorization: `Basic ${toBase64([clientId, clientSecret].map(encodeURIComponent).join(':'))}`,
      }),
    },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      ...(scope !== undefined && { scope }),
      ...(inBody && { client_id: clientId, client_secret: clientSecret }),
      ...parameters,
    }),
    // A token endpoint that sends the secret elsewhere is not one.
    redirect: 'error',
    signal,
  })
  const response = await (given ?? fetch)(request).catch((cause: unknown) => {
    throw failed('could not be reached', { cause })
  })
  const body = await response.json().catch(() => undefined)
  if (!response.ok)
    throw failed(`answered ${response.status}${reason(body)}`, { status: response.status })
  const { access_token: token, expires_in: seconds } = body ?? {}
  if (typeof token !== 'string') throw failed('sent no access_token', { status: response.status })
  return { token, lifetimeMs: Number(seconds) > 0 ? Number(seconds) * 1000 : 3_600_000 }
}

// Of an error answer only the registered word is repeated: a description may quote what was sent.
const reason = (body: { error?: unknown } | undefined): string =>
  typeof body?.error === 'string' && /^[\w.-]{1,40}$/.test(body.error) ? ` ${body.error}` : ''

const failed = (what: string, rest: { status?: number; cause?: unknown }): ClientError =>
  new ClientError({ code: 'auth', message: `The token endpoint ${what}.`, ...rest })
