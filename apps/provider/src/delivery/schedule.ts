/** Seconds before each attempt: at once, 5 s, 5 m, 30 m, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h; 75 hours in all. */
export const defaultSchedule: readonly number[] = [
  0, 5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400,
]

const MAX_RETRY_AFTER_SECONDS = 24 * 3600

/** What decides when a failed delivery is tried again. */
export interface RetryOptions {
  /** Seconds before each attempt. */
  readonly schedule: readonly number[]
  /** Number of the attempt that failed, from 1. */
  readonly attempt: number
  /** Unix milliseconds. */
  readonly now: number
  /** Seconds the receiver asked for. */
  readonly retryAfter?: number | undefined
  /** From 0 to 1. */
  readonly random?: () => number
}

/**
 * When a failed delivery is tried again, in Unix milliseconds; undefined when that was the last attempt.
 *
 * Waits vary by a fifth, so that receivers do not get everything at once; short ones are never shortened. A
 * `Retry-After` lengthens a wait, up to a day.
 */
export const retryAt = ({
  schedule,
  attempt,
  now,
  retryAfter = 0,
  random = Math.random,
}: RetryOptions): number | undefined => {
  const base = schedule[attempt]
  if (base === undefined) return undefined
  const spread = base <= 5 ? 1 + random() / 5 : 0.8 + random() * 0.4
  const wait = Math.max(base * spread, Math.min(retryAfter, MAX_RETRY_AFTER_SECONDS))
  return now + Math.round(wait * 1000)
}

/** The seconds of a Retry-After header, as a number or as a date (RFC 9110 §10.2.3). */
export const secondsOf = (header: string | undefined, now: number): number | undefined => {
  if (header === undefined) return undefined
  if (/^\d{1,9}$/.test(header)) return Number(header)
  const at = Date.parse(header)
  return Number.isNaN(at) ? undefined : Math.max(0, (at - now) / 1000)
}
