import type { Endpoint } from '@scimwright/store'

/** Who an endpoint is. */
export type EndpointKey = Pick<Endpoint, 'id' | 'directoryId'>

/** How endpoints are doing, so that one that hangs or fails holds up none of the others. */
export interface EndpointHealth {
  /** How many more attempts may begin now. */
  roomFor(endpoint: EndpointKey): number
  began(endpoint: EndpointKey): void
  ended(endpoint: EndpointKey, how: HowEnded): void
}

/** `costly`: it was delivered, but the answer had to be cut off, and the connection with it. */
export type HowEnded = 'well' | 'costly' | 'failed'

/** When an endpoint is left alone, and for how long. */
export interface HealthOptions {
  /** The most attempts in flight at one endpoint; 128. */
  readonly perEndpoint?: number
  /** Attempts in flight at an endpoint nobody has heard of; each success makes it one more, each failure half; 4. */
  readonly initially?: number
  /** Failures in a row after which it is left alone; 10. */
  readonly threshold?: number
  /** Milliseconds until one attempt may probe it; 30,000. */
  readonly pauseMs?: number
  /** Unix milliseconds. */
  readonly now?: () => number
}

const MAX_KNOWN = 10_000

interface State {
  inFlight: number
  /** How many may be in flight. */
  window: number
  failures: number
  /** Unix milliseconds until when nothing is sent. */
  until: number
}

/**
 * Counts attempts and failures by endpoint. How many may be in flight follows from how it does, so that those that hang
 * take no turns from the others; after some failures in a row it is left alone for a while, then one probe decides.
 */
export const createEndpointHealth = ({
  perEndpoint = 128,
  initially = 4,
  threshold = 10,
  pauseMs = 30_000,
  now = Date.now,
}: HealthOptions = {}): EndpointHealth => {
  const states = new Map<string, State>()
  const keyOf = ({ directoryId, id }: EndpointKey): string => JSON.stringify([directoryId, id])
  // One that is well can be learned anew.
  const forgetIdle = (): void => {
    for (const [key, { failures, inFlight }] of states)
      if (failures + inFlight === 0) states.delete(key)
  }

  const stateOf = (endpoint: EndpointKey): State => {
    const key = keyOf(endpoint)
    const known = states.get(key)
    if (known) return known
    const made = { inFlight: 0, window: initially, failures: 0, until: 0 }
    if (states.size >= MAX_KNOWN) forgetIdle()
    states.set(key, made)
    return made
  }

  return {
    roomFor: (endpoint) => {
      const state = states.get(keyOf(endpoint))
      if (!state) return initially
      if (state.failures < threshold) return state.window - state.inFlight
      return state.until > now() || state.inFlight > 0 ? 0 : 1
    },
    began: (endpoint) => {
      stateOf(endpoint).inFlight += 1
    },
    ended: (endpoint, how) => {
      const state = stateOf(endpoint)
      state.inFlight -= 1
      state.failures = how === 'failed' ? state.failures + 1 : 0
      state.window =
        how === 'well'
          ? Math.min(perEndpoint, state.window + 1)
          : Math.max(1, Math.floor(state.window / 2))
      if (state.failures >= threshold) state.until = now() + pauseMs
    },
  }
}
