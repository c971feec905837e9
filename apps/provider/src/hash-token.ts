import { createHash, timingSafeEqual } from 'node:crypto'

/** The SHA-256 of a token: what is stored and compared instead of the token itself. */
export const hashToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** Whether two tokens are the same, in constant time. */
export const sameToken = (one: string, other: string): boolean =>
  timingSafeEqual(hashToken(one), hashToken(other))

/** The token of an Authorization header: `Bearer x`, or `x` alone, as Okta's header authentication sends it. */
export const tokenOf = (authorization: string | null | undefined): string | undefined =>
  /^(?:Bearer +)?(\S+)$/i.exec(authorization ?? '')?.[1]
