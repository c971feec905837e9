import type { ClientError } from '../client-error.ts'

/** A call, as far as trying it again is concerned. */
export interface Retryable {
  readonly method: string
  /** The same call twice is as good as once. */
  readonly idempotent: boolean
  /** Nothing is changed by it. */
  readonly readOnly?: boolean
}

/** Whether a call that failed so may be sent again. */
export const mayRetry = (
  { code, status = 0 }: ClientError,
  { method, idempotent, readOnly = method === 'GET' }: Retryable,
): boolean => {
  // The server refused before it did anything.
  if (status === 429 || status === 503) return true
  // 409 is a uniqueness conflict in SCIM, not a lock: it would be the same again.
  if (code === 'http') return idempotent && [408, 500, 502, 504].includes(status)
  if (code !== 'connection' && code !== 'timeout') return false
  // The body of a success broke off: a write has been carried out.
  return status === 0 ? idempotent : readOnly
}

/** What bounds the wait. */
export interface DelayLimits {
  readonly attempt: number
  readonly maxDelayMs: number
  /** Milliseconds until the deadline. */
  readonly remainingMs: number
}

/** Milliseconds to wait before trying again, as the server asked or doubling; undefined when that is too long. */
export const retryDelayMs = (
  asked: number | undefined,
  { attempt, maxDelayMs, remainingMs }: DelayLimits,
): number | undefined => {
  const wait = asked ?? Math.min(backoffMs(attempt), maxDelayMs)
  return wait <= maxDelayMs && wait < remainingMs ? wait : undefined
}

/** Milliseconds a Retry-After header asks for, as a number of seconds or a date (RFC 9110 §10.2.3). */
export const retryAfterMs = (header: string | null, now: number): number | undefined => {
  if (header === null) return undefined
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}

/** Milliseconds before attempt `attempt + 1`: doubling from half a second, with jitter. */
export const backoffMs = (attempt: number, random: () => number = Math.random): number =>
  Math.min(500 * 2 ** (attempt - 1), 8000) * (0.5 + random() / 2)
