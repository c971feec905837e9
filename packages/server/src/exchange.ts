import type { ChangedAttribute, Filter, Profile, Quirk } from '@scimwright/engine'
import type { PatchOperation, ResourceTypeDefinition } from '@scimwright/types'
import type { Authorize } from './authorize.ts'
import type { Cursors } from './cursor.ts'
import type { Hooks, ResourceChange } from './hooks.ts'
import type { Limits } from './limits.ts'
import type { Store } from './store.ts'
import type { Turns } from './turns.ts'

/** Who sent a request: the directory is part of it, so that nothing can be asked of another one. */
export interface Principal {
  readonly directoryId: string
  /** Which of the directory's credentials was used, if cursors shall be good for no other one. */
  readonly credential?: string
}

/** One request on its way through the server. */
export interface Exchange<P extends Principal = Principal> {
  readonly request: Request
  /** The query of its URL: `?attributes=userName`, or nothing. */
  readonly query: string
  /** The versions a write may be based on: the header's, or a bulk operation's own. */
  readonly ifMatch: string | null
  readonly principal: P
  readonly directoryId: string
  readonly resourceTypes: readonly ResourceTypeDefinition[]
  readonly profile: Profile
  readonly store: Store
  readonly limits: Limits
  readonly cursors: Cursors
  readonly takeTurns: Turns
  /** Absolute, without a slash at its end. */
  readonly baseUrl: string
  readonly authorize: Authorize<P> | undefined
  /** The id of the principal's own user, for `/Me`. */
  readonly me: ((principal: P) => string | undefined | Promise<string | undefined>) | undefined
  readonly hooks: readonly Hooks<P>[]
  readonly onChange: ((change: ResourceChange<P>) => void | Promise<void>) | undefined
  readonly onPassword: ((password: Password<P>) => void | Promise<void>) | undefined
  /** Whether each PATCH operation is to be explained. */
  readonly explain: boolean
  /** What is known about the request, for `onExchange`. */
  readonly diagnostics: Diagnostics
}

/** A password a client set; the server does not keep it. */
export interface Password<P extends Principal = Principal> {
  readonly principal: P
  readonly userId: string
  readonly password: string
}

/** What explains an answer: nothing in it repeats a value of the request, but for the filter's tree and `operations`. */
export interface Diagnostics {
  resourceType?: string
  filter?: Filter
  /** The leniencies that were applied. */
  quirks: Quirk[]
  /** Attribute paths a write changed. */
  changed?: readonly string[]
  /** How many members a write was to add and remove. */
  members?: { readonly add: number; readonly remove: number; readonly replaceAll: boolean }
  /** With `explain` only: each PATCH operation as it was read, and what it changed. It has values: show it, do not log it. */
  operations?: ExplainedOperation[]
  /** What hooks and `onChange` threw after the commit. */
  failures?: readonly unknown[]
}

/** One PATCH operation and what came of it. */
export interface ExplainedOperation {
  readonly operation: PatchOperation
  readonly changes: readonly ChangedAttribute[]
}
