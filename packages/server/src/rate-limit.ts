import { ScimError } from '@scimwright/types'

/** How often a directory may ask. */
export interface RateLimitOptions {
  /** Requests a second that may go on for ever; at least 25, which identity providers send in ordinary syncs. */
  readonly requestsPerSecond: number
  /** Milliseconds that only go up. */
  readonly now?: () => number
}

/** Takes one request of a directory off its allowance; throws `TooManyRequests` when there is none left. */
export type RateLimit = (directoryId: string) => void

/** The error of a directory that asks too often (RFC 6585 §4). */
export class TooManyRequests extends ScimError {
  /** Seconds until there is room again. */
  readonly retryAfter: number

  constructor(requestsPerSecond: number, retryAfter: number) {
    super({
      status: 429,
      detail: `This directory may send ${requestsPerSecond} requests a second; try again in ${retryAfter} s (RFC 6585 §4).`,
    })
    this.retryAfter = retryAfter
  }
}

interface Allowance {
  /** Requests that may be sent at once. */
  left: number
  at: number
}

const BURST_SECONDS = 10
const SWEEP_AT = 10_000

/**
 * A limit for each directory on its own: ten seconds' worth may come at once.
 *
 * @throws RangeError below 25 requests a second.
 */
export const createRateLimit = ({
  requestsPerSecond,
  now = () => performance.now(),
}: RateLimitOptions): RateLimit => {
  if (!(requestsPerSecond >= 25))
    throw new RangeError('limits.requestsPerSecond: must be 25 or more, Infinity for no limit')
  if (requestsPerSecond === Number.POSITIVE_INFINITY) return () => {}
  const most = requestsPerSecond * BURST_SECONDS
  const allowances = new Map<string, Allowance>()

  // Whoever was silent for the length of a burst has a full allowance again: forgetting it changes nothing.
  const sweep = (time: number): void => {
    for (const [directoryId, { at }] of allowances)
      if (time - at >= BURST_SECONDS * 1000) allowances.delete(directoryId)
  }

  return (directoryId) => {
    const time = now()
    let allowance = allowances.get(directoryId)
    if (!allowance) {
      if (allowances.size >= SWEEP_AT) sweep(time)
      allowance = { left: most, at: time }
      allowances.set(directoryId, allowance)
    }
    const earned = ((time - allowance.at) / 1000) * requestsPerSecond
    allowance.left = Math.min(most, allowance.left + earned)
    allowance.at = time
    if (allowance.left < 1)
      throw new TooManyRequests(
        requestsPerSecond,
        Math.max(1, Math.ceil((1 - allowance.left) / requestsPerSecond)),
      )
    allowance.left -= 1
  }
}
