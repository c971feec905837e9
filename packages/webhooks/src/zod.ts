import * as z from 'zod'

const text = z.string().optional()
const anything = z.record(z.string(), z.unknown())

const envelope = {
  spec_version: z.string(),
  id: z.string().min(1),
  occurred_at: z.iso.datetime({ offset: true }),
  display_name: text,
  environment_id: z.string(),
  organization_id: text,
  directory_id: z.string().min(1),
  sequence: z.int().min(0),
  cause: z.looseObject({ operation: z.string(), scim_request_id: text, client: text }),
}

const owned = {
  id: z.string().min(1),
  organization_id: z.string(),
  directory_id: z.string(),
  version: z.int(),
}

const directoryData = z.looseObject({
  id: z.string().min(1),
  organization_id: z.string(),
  directory_type: text,
  provider: text,
  enabled: z.boolean().optional(),
  status: text,
  last_sync_at: z.string().nullish(),
  created_at: text,
  updated_at: text,
})

/** A user in an event. */
export const directoryUserDataSchema = z.looseObject({
  ...owned,
  dp_id: text,
  preferred_username: text,
  email: text,
  active: z.boolean(),
  name: text,
  given_name: text,
  family_name: text,
  nickname: text,
  picture: text,
  profile: text,
  title: text,
  user_type: text,
  department: text,
  division: text,
  cost_center: text,
  organization: text,
  employee_id: text,
  phone_number: text,
  language: text,
  locale: text,
  zoneinfo: text,
  address: z.record(z.string(), z.string()).optional(),
  groups: z.array(z.looseObject({ id: z.string(), name: text })),
  roles: z.array(z.looseObject({ role_name: z.string() })).optional(),
  custom_attributes: anything,
  raw_attributes: anything,
  created_at: z.string(),
  updated_at: z.string(),
  previous_attributes: anything.optional(),
})

/** A group in an event. */
export const directoryGroupDataSchema = z.looseObject({
  ...owned,
  dp_id: text,
  external_id: z.string().nullish(),
  display_name: z.string(),
  raw_attributes: anything.optional(),
  created_at: z.string(),
  updated_at: z.string(),
  previous_attributes: anything.optional(),
})

const member = z.looseObject({ id: z.string(), type: text })

const membershipData = z.looseObject({
  ...owned,
  display_name: z.string(),
  added: z.array(member),
  removed: z.array(member),
})

const event = <T extends string, O extends string, D extends z.ZodType>(
  type: T,
  object: O,
  data: D,
) => z.looseObject({ ...envelope, type: z.literal(type), object: z.literal(object), data })

/** The events this version knows, by type; what a later version adds to them is kept. */
export const knownDirectoryEventSchema = z.discriminatedUnion('type', [
  event('organization.directory_created', 'Directory', directoryData),
  event('organization.directory_enabled', 'Directory', directoryData),
  event('organization.directory_disabled', 'Directory', directoryData),
  event('organization.directory_deleted', 'Directory', directoryData),
  event('organization.directory.user_created', 'DirectoryUser', directoryUserDataSchema),
  event('organization.directory.user_updated', 'DirectoryUser', directoryUserDataSchema),
  event('organization.directory.user_deleted', 'DirectoryUser', directoryUserDataSchema),
  event('organization.directory.group_created', 'DirectoryGroup', directoryGroupDataSchema),
  event('organization.directory.group_updated', 'DirectoryGroup', directoryGroupDataSchema),
  event('organization.directory.group_deleted', 'DirectoryGroup', directoryGroupDataSchema),
  event('organization.directory.group_membership_updated', 'DirectoryGroup', membershipData),
  event('webhook.test', 'Webhook', anything),
])

const knownTypes: ReadonlySet<string> = new Set(
  knownDirectoryEventSchema.options.map((option) => option.shape.type.value),
)

/**
 * A directory event as zod checks it: a known type must have its shape, one that came later an envelope.
 *
 * @example
 * const event = await checkEvent(result.event, directoryEventSchema)
 */
export const directoryEventSchema = z.union([
  knownDirectoryEventSchema,
  z.looseObject({
    ...envelope,
    type: z.string().refine((type) => !knownTypes.has(type), 'has not the shape of its type'),
    object: z.string(),
    data: anything,
  }),
])
