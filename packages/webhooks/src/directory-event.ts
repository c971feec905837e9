/** What every event has. */
export interface EventEnvelope {
  readonly spec_version: string
  /** `evt_…`; the same as the `webhook-id` header. */
  readonly id: string
  /** RFC 3339. */
  readonly occurred_at: string
  /** For people to read. */
  readonly display_name?: string
  readonly environment_id: string
  readonly organization_id?: string
  readonly directory_id: string
  /** Numbers the events of a directory without gaps, in the order of commits. */
  readonly sequence: number
  /** The request the event comes from. */
  readonly cause: {
    readonly operation: string
    readonly scim_request_id?: string
    readonly client?: string
  }
}

/** A directory: the connection to one customer's identity provider. */
export interface DirectoryData {
  readonly id: string
  readonly organization_id: string
  readonly directory_type?: string
  readonly provider?: string
  readonly enabled?: boolean
  readonly status?: string
  readonly last_sync_at?: string | null
  readonly created_at?: string
  readonly updated_at?: string
}

/** A user, normalized; what the identity provider sent is in `raw_attributes`. */
export interface DirectoryUserData {
  readonly id: string
  readonly organization_id: string
  readonly directory_id: string
  /** Counts the changes of the user; refuse an event whose version is not above the one you have. */
  readonly version: number
  /** The identity provider's id (SCIM `externalId`). */
  readonly dp_id?: string
  readonly preferred_username?: string
  readonly email?: string
  /** False: end the user's sessions. */
  readonly active: boolean
  readonly name?: string
  readonly given_name?: string
  readonly family_name?: string
  readonly nickname?: string
  readonly picture?: string
  readonly profile?: string
  readonly title?: string
  readonly user_type?: string
  readonly department?: string
  readonly division?: string
  readonly cost_center?: string
  readonly organization?: string
  readonly employee_id?: string
  readonly phone_number?: string
  readonly language?: string
  readonly locale?: string
  readonly zoneinfo?: string
  readonly address?: Readonly<Record<string, string>>
  readonly groups: readonly { readonly id: string; readonly name?: string }[]
  readonly roles?: readonly { readonly role_name: string }[]
  readonly custom_attributes: Readonly<Record<string, unknown>>
  readonly raw_attributes: Readonly<Record<string, unknown>>
  readonly created_at: string
  readonly updated_at: string
  /** On updates: SCIM attribute paths and their values before; null where there was none. */
  readonly previous_attributes?: Readonly<Record<string, unknown>>
}

/** A group. */
export interface DirectoryGroupData {
  readonly id: string
  readonly organization_id: string
  readonly directory_id: string
  readonly version: number
  /** The identity provider's id (SCIM `externalId`). */
  readonly dp_id?: string
  /** The same, under the name some senders give it. */
  readonly external_id?: string | null
  readonly display_name: string
  readonly raw_attributes?: Readonly<Record<string, unknown>>
  readonly created_at: string
  readonly updated_at: string
  readonly previous_attributes?: Readonly<Record<string, unknown>>
}

/** Who came into a group and who left it; a large change comes as several events. */
export interface GroupMembershipData {
  /** The group's id. */
  readonly id: string
  readonly organization_id: string
  readonly directory_id: string
  /** The group's version. */
  readonly version: number
  readonly display_name: string
  readonly added: readonly { readonly id: string; readonly type?: string }[]
  readonly removed: readonly { readonly id: string; readonly type?: string }[]
}

type Event<Type extends string, ObjectName extends string, Data> = EventEnvelope & {
  readonly type: Type
  readonly object: ObjectName
  readonly data: Data
}

type Prefix = 'organization.directory'

/** The events this version knows, by type. */
export type KnownDirectoryEvent =
  | Event<`${Prefix}_created`, 'Directory', DirectoryData>
  | Event<`${Prefix}_enabled`, 'Directory', DirectoryData>
  | Event<`${Prefix}_disabled`, 'Directory', DirectoryData>
  | Event<`${Prefix}_deleted`, 'Directory', DirectoryData>
  | Event<`${Prefix}.user_created`, 'DirectoryUser', DirectoryUserData>
  | Event<`${Prefix}.user_updated`, 'DirectoryUser', DirectoryUserData>
  | Event<`${Prefix}.user_deleted`, 'DirectoryUser', DirectoryUserData>
  | Event<`${Prefix}.group_created`, 'DirectoryGroup', DirectoryGroupData>
  | Event<`${Prefix}.group_updated`, 'DirectoryGroup', DirectoryGroupData>
  | Event<`${Prefix}.group_deleted`, 'DirectoryGroup', DirectoryGroupData>
  | Event<`${Prefix}.group_membership_updated`, 'DirectoryGroup', GroupMembershipData>
  | Event<'webhook.test', 'Webhook', Readonly<Record<string, unknown>>>

/** The name of an event this version knows. */
export type DirectoryEventType = KnownDirectoryEvent['type']

declare const unknownType: unique symbol

/** An event of a type that came later; `switch (event.type)` on the known ones still narrows. */
export type UnknownDirectoryEvent = EventEnvelope & {
  readonly type: string & { readonly [unknownType]?: never }
  readonly object: string
  readonly data: Readonly<Record<string, unknown>>
}

/** A directory event; the event of one type is `DirectoryEventOf<type>`. */
export type DirectoryEvent = KnownDirectoryEvent | UnknownDirectoryEvent

/** The event of one known type. */
export type DirectoryEventOf<T extends DirectoryEventType> = Extract<
  KnownDirectoryEvent,
  { type: T }
>

/**
 * Whether an event is of a known type, and so of its shape.
 *
 * @example
 * if (isEventOf(event, 'organization.directory.user_updated')) console.log(event.data.active)
 */
export const isEventOf = <T extends DirectoryEventType>(
  event: DirectoryEvent,
  type: T,
): event is DirectoryEventOf<T> => event.type === type
