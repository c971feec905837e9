import type { ChangedAttribute, MemberDelta, Quirk } from '@scimwright/engine'
import type { Infer, ResourceTypeDefinition, Stored } from '@scimwright/types'
import type { Principal } from './exchange.ts'
import type { StoredResource } from './store.ts'

/** What a client does to a resource; an operation of a bulk request is one of these as well. */
export type WriteOperation = 'create' | 'replace' | 'patch' | 'delete'

/** A write that is about to be stored, or was. */
export interface ResourceChange<P extends Principal = Principal, R = StoredResource> {
  readonly operation: WriteOperation
  readonly principal: P
  readonly directoryId: string
  readonly resourceType: ResourceTypeDefinition
  readonly id: string
  /** Undefined when it is created; members are left out of an update. */
  readonly before: R | undefined
  /** Undefined when it is deleted; of a new group with its members, of an update without them. */
  readonly after: R | undefined
  /** Attribute paths with before and after; empty for create and delete. */
  readonly changes: readonly ChangedAttribute[]
  /** What becomes of the members in an update, as asked for: some may be members already. */
  readonly members?: MemberDelta | undefined
  /** The leniencies the request was read with. */
  readonly quirks: readonly Quirk[]
}

/** What a hook puts in place of what the client asked for. */
export interface Revision {
  /** The resource to store; `id` and `meta` stay as they are. */
  readonly resource?: Readonly<Record<string, unknown>>
  readonly members?: MemberDelta
  /** What was revised, for `onExchange`. */
  readonly quirks?: readonly Quirk[]
}

type Before<P extends Principal, R> = (
  change: ResourceChange<P, R>,
) => Revision | undefined | Promise<Revision | undefined>

type After<P extends Principal, R> = (change: ResourceChange<P, R>) => void | Promise<void>

/** Functions called around writes. */
export interface Hooks<P extends Principal = Principal, R = StoredResource> {
  /** Only writes to this type; all when left out. */
  readonly resourceType?: ResourceTypeDefinition
  /**
   * Before the write: throw a ScimError to refuse it, return a revision to change it. Called again when another write
   * was faster, so it must have no effects of its own.
   */
  readonly before?: Partial<Record<WriteOperation, Before<P, R>>>
  /** After the commit, before the answer; what it throws is told to `onExchange` and changes nothing. */
  readonly after?: Partial<Record<WriteOperation, After<P, R>>>
}

/**
 * Hooks of one resource type, with its resources typed.
 *
 * @example
 * const ownDomainOnly = hooksFor(UserResourceType, {
 *   before: {
 *     create: ({ after }) => {
 *       if (after?.userName.endsWith('@acme.example')) return
 *       throw new ScimError({ status: 403, detail: 'userName: must be of acme.example.' })
 *     },
 *   },
 * })
 */
export const hooksFor = <T extends ResourceTypeDefinition, P extends Principal = Principal>(
  resourceType: T,
  hooks: Omit<Hooks<P, Stored<Infer<T>>>, 'resourceType'>,
): Hooks<P> => ({ ...(hooks as unknown as Hooks<P>), resourceType })
