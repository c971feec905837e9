import type { PatchOperation } from '@scimwright/types'

/** What a plan is about. */
export type SyncedType = 'User' | 'Group'

/** A member: by its id, or by its key when it is still to be created. */
export type MemberReference = { readonly id: string } | { readonly key: string }

/** Why something is left as it is. */
export type SkipReason =
  | 'duplicate'
  | 'ambiguous'
  | 'kept'
  | 'listing-not-complete'
  | 'unknown-member'

interface Of<T extends string> {
  readonly type: T
  readonly resource: SyncedType
  /** What the resource is matched by. */
  readonly key: string
}

/** One thing a plan does; plain data. */
export type SyncOperation =
  | (Of<'create'> & { readonly body: Readonly<Record<string, unknown>> })
  | (Of<'adopt' | 'patch'> & {
      readonly id: string
      readonly operations: readonly PatchOperation[]
    })
  | (Of<'deactivate' | 'delete'> & { readonly id: string })
  | (Of<'memberAdd' | 'memberRemove'> & {
      /** Of the group; absent when it is still to be created. */
      readonly id?: string
      readonly members: readonly MemberReference[]
    })
  | (Of<'skip'> & { readonly reason: SkipReason })

/** A plan as data: what `JSON.stringify` gives, and `openPlan` takes. */
export interface PlanData {
  readonly version: 1
  /** The same for the same operations; a journal belongs to it. */
  readonly id: string
  readonly operations: readonly SyncOperation[]
  /** How many were as they should be. */
  readonly unchanged: number
  /** How many deactivations and deletions are allowed. */
  readonly allowedDeletes: number
  /** Attributes by which resources are matched. */
  readonly match: Readonly<Record<SyncedType, readonly string[]>>
}
