/** What all calls of a client may spend on retries together. */
export interface RetryBudget {
  /** Takes the price of one retry; false when it is not there any more. */
  take(cost: number): boolean
  /** Gives back what a call that went well had taken. */
  giveBack(taken: number): void
}

const CAPACITY = 500

/** The price of a retry after the server asked for patience, and after anything else. */
export const retryCost = (status: number | undefined): number =>
  status === 429 || status === 503 ? 5 : 14

/** A bucket that an outage empties, so that retries do not keep the server down; it fills up again with each success. */
export const createRetryBudget = (enabled: boolean): RetryBudget => {
  let left = CAPACITY
  return {
    take: (cost) => {
      if (!enabled) return true
      if (left < cost) return false
      left -= cost
      return true
    },
    giveBack: (taken) => {
      left = Math.min(CAPACITY, left + Math.max(taken, 1))
    },
  }
}
