import type { Endpoint } from '@scimwright/store'

/** Who an endpoint is. */
export type EndpointKey = Pick<Endpoint, 'id' | 'directoryId'>

/** How endpoints are doing, so that one that hangs or fails holds up none of the others. */
export interface EndpointHealth {
  /** How many more attempts may begin now. */
  roomFor(endpoint: EndpointKey): number
  began(endpoint: EndpointKey): void
  ended(endpoint: EndpointKey, succeeded: boolean): void
}

/** When an endpoint is left alone, and for how long. */
export interface HealthOptions {
  /** Attempts in flight at one endpoint; 16. */
  readonly perEndpoint?: number
  /** Failures in a row after which it is left alone; 10. */
  readonly threshold?: number
  /** Milliseconds until one attempt may probe it; 30,000. */
  readonly pauseMs?: number
  /** Unix milliseconds. */
  readonly now?: () => number
}

interface State {
  inFlight: number
  failures: number
  /** Unix milliseconds until when nothing is sent. */
  until: number
}

/** Counts attempts and failures by endpoint: closed, open for a while, then one probe decides. */
export const createEndpointHealth = ({
  perEndpoint = 16,
  threshold = 10,
  pauseMs = 30_000,
  now = Date.now,
}: HealthOptions = {}): EndpointHealth => {
  const states = new Map<string, State>()
  const keyOf = ({ directoryId, id }: EndpointKey): string => JSON.stringify([directoryId, id])
  const stateOf = (endpoint: EndpointKey): State => {
    const key = keyOf(endpoint)
    const known = states.get(key)
    if (known) return known
    const made = { inFlight: 0, failures: 0, until: 0 }
    states.set(key, made)
    return made
  }

  return {
    roomFor: (endpoint) => {
      const state = states.get(keyOf(endpoint))
      if (!state) return perEndpoint
      if (state.failures < threshold) return perEndpoint - state.inFlight
      return state.until > now() || state.inFlight > 0 ? 0 : 1
    },
    began: (endpoint) => {
      stateOf(endpoint).inFlight += 1
    },
    ended: (endpoint, succeeded) => {
      const state = stateOf(endpoint)
      state.inFlight -= 1
      state.failures = succeeded ? 0 : state.failures + 1
      if (state.failures >= threshold) state.until = now() + pauseMs
      // Nothing to remember of one that is well.
      else if (state.failures + state.inFlight === 0) states.delete(keyOf(endpoint))
    },
  }
}
