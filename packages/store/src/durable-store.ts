import type { ChangedAttribute } from '@scimwright/engine'
import type { Member, Store, StoredResource } from '@scimwright/server'

/** A committed change of one resource, as it is described to `describe` inside the transaction. */
export interface Change {
  readonly directoryId: string
  readonly operation: 'create' | 'update' | 'delete'
  /** What caused it: the SCIM method, or the resource whose write made this one follow. */
  readonly cause: 'create' | 'replace' | 'patch' | 'delete'
  /** Name of the resource type. */
  readonly resourceType: string
  readonly id: string
  /** The number in `meta.version` after the change (of a delete: one more than before it). */
  readonly version: number
  /** Without members; a user carries its `groups`. */
  readonly before: StoredResource | undefined
  readonly after: StoredResource | undefined
  readonly changes: readonly ChangedAttribute[]
  /** Members whose rows were really added or removed. */
  readonly membersAdded: readonly Member[]
  readonly membersRemoved: readonly Member[]
  /** RFC 3339. */
  readonly at: string
}

/** An event before the store gives it its place in the sequence. */
export interface EventDraft {
  readonly type: string
  readonly resourceId: string
  /** The JSON text of the event, once its id and sequence are known. */
  readonly body: (place: { id: string; sequence: number }) => string
}

/** A stored event. */
export interface StoredEvent {
  readonly directoryId: string
  readonly sequence: number
  readonly id: string
  readonly type: string
  readonly resourceId: string
  /** RFC 3339. */
  readonly at: string
  /** The bytes that are signed and sent. */
  readonly body: string
}

/** An application's address for webhooks. */
export interface Endpoint {
  readonly id: string
  readonly directoryId: string
  readonly url: string
  /** Newest first; more than one while a rotation overlaps. */
  readonly secrets: readonly EndpointSecret[]
  /** Event types to send; empty means all. */
  readonly eventTypes: readonly string[]
  readonly enabled: boolean
  /** Unix milliseconds since when every attempt has failed; undefined while it is well. */
  readonly failingSince?: number | undefined
  /** Why it was disabled, when nobody asked for it: it answered 410, or failed for too long. */
  readonly disabledReason?: 'gone' | 'failing' | undefined
}

/** What deliveries to an endpoint are signed with. */
export interface EndpointSecret {
  /** As the application keeps it; a store does not look into it. */
  readonly secret: string
  /** Unix milliseconds after which nothing is signed with it; for ever when left out. */
  readonly expiresAt?: number | undefined
}

/** What a worker has learned of an endpoint. */
export type EndpointNote = Pick<Endpoint, 'failingSince' | 'disabledReason'>

/** One delivery a worker holds the lease of. */
export interface ClaimedDelivery {
  readonly id: number
  readonly attempt: number
  readonly endpoint: Endpoint
  readonly event: StoredEvent
}

/** How an attempt ended. */
export type AttemptOutcome =
  | { readonly result: 'delivered'; readonly status: number; readonly durationMs: number }
  | {
      readonly result: 'failed'
      readonly status?: number
      readonly error: string
      readonly durationMs: number
      /** Unix milliseconds of the next attempt; absent when there is none. */
      readonly retryAt?: number
    }

/** Which deliveries a worker takes. */
export interface ClaimOptions {
  /** The most deliveries. */
  readonly limit: number
  readonly leaseMs: number
  /** Unix milliseconds. */
  readonly now: number
  /** How many more one endpoint may get now: 0 for one that does not answer; no bound when left out. Must be quick. */
  readonly roomFor?: (endpoint: Pick<Endpoint, 'id' | 'directoryId'>) => number
}

/** The delivery queue: rows in the same database, leased by time and fenced by attempt number. */
export interface Outbox {
  /** Leases due deliveries; one at a time per endpoint and resource, in sequence order. */
  claim(options: ClaimOptions): Promise<ClaimedDelivery[]>
  /** Records an attempt; false when another worker has taken the lease since. */
  settle(delivery: ClaimedDelivery, outcome: AttemptOutcome, now: number): Promise<boolean>
  /** Unix milliseconds at which the next delivery is due; undefined when none waits. */
  nextDueAt(): Promise<number | undefined>
  /** Deliveries of a directory, newest first. */
  list(directoryId: string, options: DeliveryQuery): Promise<DeliveryRecord[]>
  /** The attempts of a delivery, in order; empty when it is none of this directory. */
  attempts(directoryId: string, deliveryId: number): Promise<AttemptRecord[]>
  /** Puts a finished delivery back into the queue; false when there is no such one. */
  resend(directoryId: string, deliveryId: number, now: number): Promise<boolean>
  /** Puts every failed delivery of an endpoint back whose event is not older than `since` (RFC 3339); how many. */
  recover(
    directoryId: string,
    endpointId: string,
    options: { since: string; now: number },
  ): Promise<number>
}

/** Where a delivery stands. */
export type DeliveryState = 'waiting' | 'pending' | 'delivered' | 'failed'

/** Which deliveries to list. */
export interface DeliveryQuery {
  readonly endpointId?: string | undefined
  readonly state?: DeliveryState | undefined
  /** Only those with a smaller id: the last one of the page before. */
  readonly before?: number | undefined
  readonly limit: number
}

/** A delivery as it stands. */
export interface DeliveryRecord {
  readonly id: number
  readonly endpointId: string
  readonly eventId: string
  readonly eventType: string
  readonly sequence: number
  readonly state: DeliveryState
  /** Attempts that were begun. */
  readonly attempts: number
  /** Unix milliseconds: of the next attempt, or of the last one. */
  readonly at: number
}

/** An attempt as it ended. */
export interface AttemptRecord {
  readonly attempt: number
  readonly result: 'delivered' | 'failed'
  readonly status: number | undefined
  readonly error: string | undefined
  readonly durationMs: number
  /** Unix milliseconds. */
  readonly at: number
}

/** A customer's directory. */
export interface Directory {
  readonly id: string
  readonly organizationId: string
  readonly name: string
  /** The identity provider: `OKTA`, `MICROSOFT_AD`, …; see `profile`. */
  readonly provider: string
  /** Name of the engine profile: `rfc`, `okta`, `entra`, … */
  readonly profile: string
  readonly enabled: boolean
}

/** A bearer token of a directory, without the token itself. */
export interface DirectoryToken {
  /** Follows from the hash. */
  readonly id: string
  /** RFC 3339. */
  readonly createdAt: string
  /** Unix milliseconds; for ever when undefined. */
  readonly expiresAt: number | undefined
  /** Unix milliseconds, to the minute. */
  readonly lastUsedAt: number | undefined
}

/** A role that the members of a group have in the application. */
export interface RoleAssignment {
  readonly groupId: string
  readonly role: string
}

/** Directories, their tokens and endpoints, and which groups map to which roles. */
export interface Directories {
  /** Makes a directory; `events` are its first ones, in the same transaction. */
  create(directory: Directory, events?: readonly EventDraft[]): Promise<void>
  /** Opens or closes a directory, with the events of that; false when it is so already or is not there. */
  setEnabled(
    directoryId: string,
    enabled: boolean,
    events?: readonly EventDraft[],
  ): Promise<boolean>
  /**
   * Takes a directory away, with the events of that: nobody finds it or comes in any more, its events are still delivered,
   * what it holds goes with `prune`; false when it is not there. Its id is never given away again.
   */
  remove(directoryId: string, events?: readonly EventDraft[]): Promise<boolean>
  get(directoryId: string): Promise<Directory | undefined>
  list(): Promise<Directory[]>
  /** Stores the SHA-256 of a bearer token; adding one that exists does nothing. `expiresAt` is in Unix milliseconds. */
  addToken(
    directoryId: string,
    tokenHash: Uint8Array,
    options?: { expiresAt?: number },
  ): Promise<DirectoryToken>
  /** Whether a token of this directory that lives at `now` has this SHA-256; its use is noted, to the minute. */
  useToken(directoryId: string, tokenHash: Uint8Array, now: number): Promise<boolean>
  listTokens(directoryId: string): Promise<DirectoryToken[]>
  /** False when there is no such token. */
  removeToken(directoryId: string, tokenId: string): Promise<boolean>
  putEndpoint(endpoint: Endpoint): Promise<void>
  listEndpoints(directoryId: string): Promise<Endpoint[]>
  /** Writes down how an endpoint does; a reason disables it. Its other settings stay as they are. */
  noteEndpoint(directoryId: string, endpointId: string, note: EndpointNote): Promise<void>
  /** Takes an endpoint away; what was to be delivered there has failed. False when it is not there. */
  removeEndpoint(directoryId: string, endpointId: string): Promise<boolean>
  /** Gives the members of a group a role; doing it again does nothing. */
  assignRole(directoryId: string, assignment: RoleAssignment): Promise<void>
  /** False when it was not assigned. */
  unassignRole(directoryId: string, assignment: RoleAssignment): Promise<boolean>
  listRoles(directoryId: string): Promise<RoleAssignment[]>
}

/** A store that keeps resources, events and deliveries durably in one database. */
export interface DurableStore extends Store {
  readonly directories: Directories
  readonly outbox: Outbox
  /** Events of one directory after a sequence number, in order. */
  events(directoryId: string, options: { after: number; limit: number }): Promise<StoredEvent[]>
  /**
   * Deletes, in small steps, events that are older than a time (RFC 3339) with their deliveries, unless one of those is
   * unfinished or was finished later; and what directories hold that were removed before it. How many rows.
   */
  prune(before: string): Promise<number>
  /** Resolves when the database accepts a write; rejects with the reason otherwise. */
  ready(): Promise<void>
  /** Called after each commit that put deliveries into the outbox. */
  onDeliveries(listener: () => void): void
  close(): Promise<void>
}

/** Turns a change into events; called inside the transaction, so it must be pure, synchronous and quick. */
export type Describe = (change: Change) => readonly EventDraft[]
