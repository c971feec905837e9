/** A call, as far as trying it again is concerned. */
export interface Retryable {
  readonly method: string
  /** The same call twice is as good as once. */
  readonly idempotent: boolean
}

/** Whether an answer means that the same call may be sent again. */
export const mayRetryStatus = (status: number, { idempotent }: Retryable): boolean => {
  // The server refused before it did anything.
  if (status === 429 || status === 503) return true
  // 409 is a uniqueness conflict in SCIM, not a lock: it would be the same again.
  return idempotent && [408, 500, 502, 504].includes(status)
}

/** Whether a call without any answer may be sent again: it may have been carried out. */
export const mayRetryConnection = ({ idempotent }: Retryable): boolean => idempotent

/** Milliseconds a Retry-After header asks for, as a number of seconds or a date (RFC 9110 §10.2.3). */
export const retryAfterMs = (header: string | null, now: number): number | undefined => {
  if (header === null) return undefined
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}

/** Milliseconds before attempt `attempt + 1`: doubling from half a second, with jitter. */
export const backoffMs = (attempt: number, random: () => number = Math.random): number =>
  Math.min(500 * 2 ** (attempt - 1), 8000) * (0.5 + random() / 2)
