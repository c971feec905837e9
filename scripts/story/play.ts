import type { DirectoryEventLine, House, ReceiverState } from './house.ts'
import { type Exchange, openSession } from './scim-session.ts'
import type { Cast, Step } from './step.ts'

/** What became of a step. */
export interface StepReport {
  readonly step: Step
  readonly exchanges: readonly Exchange[]
  readonly events: readonly DirectoryEventLine[]
  readonly effects: readonly string[]
  /** Milliseconds from the first request to the last effect. */
  readonly ms: number
  readonly held: boolean
}

const PATIENCE_MS = 15_000

/** Plays one identity provider's part; `report` is called after each step. */
export const play = async (
  house: House,
  cast: Cast,
  report: (report: StepReport) => void,
): Promise<boolean> => {
  const suffix = Date.now().toString(36)
  const directory = await house.openDirectory({
    id: `dir_${cast.profile}_${suffix}`,
    name: `${cast.provider} of Fjord`,
    provider: cast.provider,
    profile: cast.profile,
  })
  const { baseUrl, token, id } = directory
  const session = openSession({ baseUrl, token, headers: cast.headers })
  let after = 0
  let held = true
  for (const step of cast.steps) {
    const started = performance.now()
    await step.run(session)
    const events = await house.events(id, after)
    after = events.at(-1)?.sequence ?? after
    const outcome = await waitFor(house, step, cast, events)
    const ms = performance.now() - started
    report({ step, exchanges: session.takeExchanges(), events, ms, ...outcome })
    held &&= outcome.held
  }
  return held
}

const waitFor = async (
  house: House,
  step: Step,
  { userName }: Cast,
  events: readonly DirectoryEventLine[],
): Promise<{ held: boolean; effects: string[] }> => {
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    const state = await house.state()
    const effects = events.flatMap(({ id }) => effectOf(state, id))
    const ids = new Set(events.map(({ id }) => id))
    // Each run has its own directories; the newest account of the name is this run's.
    const account = state.accounts.filter((each) => each.user_name === userName).at(-1)
    const held = effects.length === ids.size && step.holds(account)
    if (held || Date.now() > until) return { held, effects }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const effectOf = ({ events }: ReceiverState, id: string): string[] => {
  const event = events.find((each) => each.id === id)
  return event ? [event.effect || event.outcome] : []
}
