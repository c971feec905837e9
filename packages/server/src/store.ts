import type { ChangedAttribute, Filter, MemberDelta } from '@scimwright/engine'
import type { ResourceTypeDefinition } from '@scimwright/types'

/** A stored resource: `id` and `meta` are present, every readOnly value is the provider's. */
export interface StoredResource {
  schemas: string[]
  id: string
  meta: {
    resourceType: string
    created: string
    lastModified: string
    /** The entity tag, `W/"3"`; the number in it is the version that writes compare and set. */
    version: string
  }
  [attribute: string]: unknown
}

/** One member of a group as stored; `type` names the resource type. */
export interface Member {
  value: string
  type?: string
  display?: string
}

/** What a list asks of a store; every number is already within limits. */
export interface ListQuery {
  /** The types to search; more than one only for the root query (RFC 7644 §3.4.2.1). */
  readonly resourceTypes: readonly ResourceTypeDefinition[]
  readonly filter?: Filter
  readonly sortBy?: string
  readonly sortOrder?: 'ascending' | 'descending'
  /** 1-based. */
  readonly startIndex: number
  readonly count: number
  /**
   * Only resources after this place in the order of creation, the `last` of the page before; for one type that is not
   * sorted. `totalResults` counts all the same, `startIndex` is 1.
   */
  readonly after?: number
  /** Leave reference collections (`members`) out: nobody asked for them. */
  readonly withoutMembers?: boolean
}

/** One page of a list. */
export interface ListPage {
  /** Of all pages. */
  readonly totalResults: number
  readonly resources: StoredResource[]
  /** The place of the last resource in the order of creation; of one type that is not sorted. */
  readonly last?: number
}

/** One write. The store compares and sets `expectedVersion`, and commits everything in one transaction. */
export type Write =
  | {
      readonly operation: 'create'
      readonly resourceType: ResourceTypeDefinition
      /** Complete, with `id` and `meta`; the members of a group are in it. */
      readonly resource: StoredResource
    }
  | {
      readonly operation: 'update'
      readonly resourceType: ResourceTypeDefinition
      /** As it is to be, with its new `meta`; without `members` when `members` below says what becomes of them. */
      readonly resource: StoredResource
      /** The version the write is based on, as in `meta.version`. */
      readonly expectedVersion: string
      /** Attribute paths with before and after; empty when only members may change. */
      readonly changes: readonly ChangedAttribute[]
      /** The change of the member collection as rows; absent when it stays as it is. */
      readonly members?: MemberDelta
      /** What the client sent: `replace` for PUT, `patch` for PATCH. */
      readonly cause: 'replace' | 'patch'
    }
  | {
      readonly operation: 'delete'
      readonly resourceType: ResourceTypeDefinition
      readonly id: string
      /** As in `meta.version`; absent when any version may be deleted. */
      readonly expectedVersion?: string
    }

/** What became of a write. */
export type WriteResult =
  /** Committed. `resource` is as stored (of a delete: as it was); members are left out unless the write carried them. */
  | { readonly outcome: 'written'; readonly resource: StoredResource }
  /** Nothing had to change: no new version, no event. */
  | { readonly outcome: 'unchanged'; readonly resource: StoredResource }
  /** The resource has another version than expected. */
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'missing' }

/** Where resources live. `directoryId` comes first everywhere: no call can cross tenants. */
export interface Store {
  /**
   * One resource; a user carries its `groups`, a group its `members` unless `withoutMembers`. A store that holds what it
   * gives back may freeze it: its JSON is then made once.
   */
  get(
    directoryId: string,
    resourceType: ResourceTypeDefinition,
    id: string,
    options?: { withoutMembers?: boolean },
  ): Promise<StoredResource | undefined>
  /** Whether a group has more members than a number, without counting all of them. */
  hasMoreMembers(directoryId: string, groupId: string, than: number): Promise<boolean>
  /** One page, in a stable order (by creation unless sorted). */
  list(directoryId: string, query: ListQuery): Promise<ListPage>
  /**
   * Commits one write durably before it resolves.
   *
   * @throws ScimError 409 uniqueness, naming the attribute.
   */
  write(directoryId: string, write: Write): Promise<WriteResult>
}
