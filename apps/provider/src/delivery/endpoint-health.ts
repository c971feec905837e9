import type { Endpoint } from '@scimwright/store'

/** Who an endpoint is. */
export type EndpointKey = Pick<Endpoint, 'id' | 'directoryId'>

/** How endpoints are doing, so that one that hangs or fails holds up none of the others. */
export interface EndpointHealth {
  /** How many more attempts may begin now. */
  roomFor(endpoint: EndpointKey): number
  /** Counts an attempt in; call what it gives back when the attempt has ended. */
  begin(endpoint: EndpointKey): (how: HowEnded) => void
}

/** `costly`: it was delivered, but the answer had to be cut off, and the connection with it. */
export type HowEnded = 'well' | 'costly' | 'failed'

/** When an endpoint is left alone, and for how long. */
export interface HealthOptions {
  /** The most attempts in flight at one endpoint; 128. */
  readonly perEndpoint?: number
  /** Attempts in flight at an endpoint nobody has heard of; 4. */
  readonly initially?: number
  /** Rounds of failures in a row after which it is left alone; 10. */
  readonly threshold?: number
  /** Milliseconds until one attempt may probe it; 30,000. */
  readonly pauseMs?: number
  /** Milliseconds between an answer that had to be cut off and the next attempt; 50. */
  readonly cutPauseMs?: number
  /** Unix milliseconds. */
  readonly now?: () => number
}

const MAX_KNOWN = 10_000

interface State {
  inFlight: number
  /** How many may be in flight. */
  window: number
  /** Up to here the window grows by one with each success, beyond it by one with each round. */
  steep: number
  /** What is in flight when something fails mostly fails along: a round is counted once. */
  round: number
  failures: number
  /** Unix milliseconds until when nothing is sent. */
  until: number
}

/**
 * Counts attempts and failures by endpoint. How many may be in flight follows from how it does, as with a connection of
 * TCP, so that those that hang take no turns from the others; after some rounds of failures in a row it is left alone for
 * a while, then one probe decides.
 */
export const createEndpointHealth = ({
  perEndpoint = 128,
  initially = 4,
  threshold = 10,
  pauseMs = 30_000,
  cutPauseMs = 50,
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
    const made: State = {
      inFlight: 0,
      window: initially,
      steep: perEndpoint,
      round: 0,
      failures: 0,
      until: 0,
    }
    if (states.size >= MAX_KNOWN) forgetIdle()
    states.set(key, made)
    return made
  }

  const grow = (state: State): void => {
    state.failures = 0
    const step = state.window < state.steep ? 1 : 1 / state.window
    state.window = Math.min(perEndpoint, state.window + step)
  }

  const shrink = (state: State): void => {
    state.round += 1
    state.window = Math.max(1, Math.floor(state.window / 2))
    state.steep = state.window
  }

  return {
    roomFor: (endpoint) => {
      const state = states.get(keyOf(endpoint))
      if (!state) return initially
      if (state.until > now()) return 0
      if (state.failures < threshold) return Math.floor(state.window) - state.inFlight
      return state.inFlight > 0 ? 0 : 1
    },
    begin: (endpoint) => {
      const state = stateOf(endpoint)
      const { round } = state
      state.inFlight += 1
      return (how) => {
        state.inFlight -= 1
        if (how === 'well') return grow(state)
        if (how === 'costly') {
          state.failures = 0
          state.until = now() + cutPauseMs
        }
        if (round !== state.round) return
        shrink(state)
        if (how === 'failed') state.failures += 1
        if (state.failures >= threshold) state.until = now() + pauseMs
      }
    },
  }
}
