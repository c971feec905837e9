import type { ScimSession } from './scim-session.ts'

/** An account of the receiving application, as its `/state` tells it. */
export interface Account {
  readonly id: string
  readonly directory_id: string
  readonly user_name: string
  readonly department: string | null
  readonly active: number
  readonly deleted: number
  readonly roles: string | null
  readonly open_sessions: number
  readonly live_keys: number
}

/** One thing that happens in the life of an employee. */
export interface Step {
  readonly name: string
  /** Sends what the identity provider sends. */
  readonly run: (session: ScimSession) => Promise<void>
  /** What must come of it in the application. */
  readonly expected: string
  readonly holds: (account: Account | undefined) => boolean
}

/** An identity provider and what it does. */
export interface Cast {
  /** Name of the profile its directory is read with. */
  readonly profile: string
  /** As events name it. */
  readonly provider: string
  readonly headers: Readonly<Record<string, string>>
  readonly userName: string
  /** Whether the user is still in the directory in the end, deactivated. */
  readonly remains: boolean
  readonly steps: readonly Step[]
}
