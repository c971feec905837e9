import { createScimClient, type ScimClient } from '@scimwright/client'
import type { DirectoryEventLine, House, ReceiverState } from './house.ts'
import { type Exchange, openSession } from './scim-session.ts'
import type { Cast, Step } from './step.ts'

/** What the application made of an event, and when it was delivered, in Unix milliseconds. */
export interface Effect {
  readonly effect: string
  readonly at: number
}

/** What became of a step. */
export interface StepReport {
  readonly step: Step
  readonly exchanges: readonly Exchange[]
  readonly events: readonly DirectoryEventLine[]
  /** One for each event that has arrived. */
  readonly effects: readonly Effect[]
  /** Unix milliseconds of the first request. */
  readonly started: number
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
  // The directory itself was the first event, before anybody could be told.
  let after = 1
  let held = true
  for (const step of cast.steps) {
    const started = Date.now()
    await step.run(session)
    const events = await house.events(id, after)
    after = events.at(-1)?.sequence ?? after
    const outcome = await waitFor(house, step, { userName: cast.userName, directoryId: id, events })
    report({ step, started, exchanges: session.takeExchanges(), events, ...outcome })
    held &&= outcome.held
  }
  return held && (await isLeft(cast, createScimClient({ baseUrl, auth: token })))
}

/** Whether the directory ends as it should, asked the way a client asks. */
const isLeft = async ({ userName, remains }: Cast, scim: ScimClient): Promise<boolean> => {
  const filter = `userName eq ${JSON.stringify(userName)}`
  const [user] = await scim.users().list({ filter }).toArray({ limit: 1 })
  return remains ? user?.active === false : user === undefined
}

interface Awaited {
  readonly userName: string
  readonly directoryId: string
  readonly events: readonly DirectoryEventLine[]
}

const waitFor = async (
  house: House,
  step: Step,
  { userName, directoryId, events }: Awaited,
): Promise<{ held: boolean; effects: Effect[] }> => {
  const until = Date.now() + PATIENCE_MS
  for (;;) {
    const state = await house.state()
    const effects = events.flatMap(({ id }) => effectOf(state, id))
    const account = state.accounts.find(
      (each) => each.user_name === userName && each.directory_id === directoryId,
    )
    const held = effects.length === events.length && step.holds(account)
    if (held || Date.now() > until) return { held, effects }
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

const effectOf = ({ events }: ReceiverState, id: string): Effect[] => {
  const event = events.find((each) => each.id === id)
  return event ? [{ effect: event.effect || event.outcome, at: Date.parse(event.at) }] : []
}
