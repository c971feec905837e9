import { ClientError } from '../client-error.ts'
import { untilAborted } from '../http/linked-signal.ts'
import type { Auth, TokenProvider } from './auth.ts'
import { bearer, isToken } from './fixed-auth.ts'

/** Gives the Authorization header of each attempt. */
export interface Authorizer {
  header(signal: AbortSignal): Promise<string>
  /** Another header for the one the server refused; undefined when there is none to be had. */
  renew(refused: string, signal: AbortSignal): Promise<string | undefined>
}

const PATIENCE_MS = 30_000

/** Calls that need a token at the same time wait for the same one: a refresh token may be good for one use only. */
export const createAuthorizer = (auth: Auth): Authorizer => {
  if (typeof auth !== 'function') {
    const { authorization } = typeof auth === 'string' ? bearer(auth) : auth
    return { header: async () => authorization, renew: async () => undefined }
  }
  let latest: string | undefined
  let pending: Promise<string> | undefined
  const ask = (forceRefresh: boolean, signal: AbortSignal): Promise<string> => {
    pending ??= authorize(auth, forceRefresh)
      .then((header) => {
        latest = header
        return header
      })
      .finally(() => {
        pending = undefined
      })
    return untilAborted(pending, signal)
  }
  return {
    header: (signal) => ask(false, signal),
    renew: async (refused, signal) => {
      const joined = pending && (await untilAborted(pending, signal))
      if (joined !== undefined && joined !== refused) return joined
      return latest !== undefined && latest !== refused ? latest : ask(true, signal)
    },
  }
}

// The signal is not the caller's: another one may be waiting for the same token.
const authorize = async (provider: TokenProvider, forceRefresh: boolean): Promise<string> => {
  const token = await provider({ forceRefresh, signal: AbortSignal.timeout(PATIENCE_MS) })
  const trimmed = typeof token === 'string' ? token.trim() : ''
  if (isToken(trimmed)) return `Bearer ${trimmed}`
  throw new ClientError({ code: 'auth', message: 'The token provider gave no token.' })
}
