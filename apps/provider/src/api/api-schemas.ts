import { profiles } from '@scimwright/engine'
import { directoryGroupDataSchema, directoryUserDataSchema } from '@scimwright/webhooks/zod'
import * as z from 'zod'

/** The schemas the OpenAPI document names. */
export const apiRegistry = z.registry<{ id: string }>()

/** A schema with a name in the OpenAPI document. */
export const named = <S extends z.ZodType>(id: string, schema: S): S => {
  apiRegistry.add(schema, { id })
  return schema
}

/** A list as the API answers it. */
export const listOf = <S extends z.ZodType>(id: string, schema: S) =>
  named(id, z.object({ data: z.array(schema) }))

export const timestamp = z.iso.datetime({ offset: true })

export const identifier = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be letters, digits, "_" or "-"')

export const profileName = z.enum(Object.keys(profiles) as [string, ...string[]])

export const pageLimit = z.coerce.number().int().min(1).max(1000).default(100)

export const ErrorBody = named('Error', z.object({ error: z.string() }))

export const DirectoryBody = named(
  'Directory',
  z.object({
    id: z.string(),
    organization_id: z.string(),
    name: z.string(),
    provider: z.string().describe('The identity provider: OKTA, MICROSOFT_AD, CUSTOM, …'),
    profile: z.string().describe('The dialect it is read in: rfc, okta, entra, …'),
    enabled: z.boolean(),
    endpoint: z.string().describe('The path of the SCIM base URL'),
  }),
)

export const EndpointBody = named(
  'Endpoint',
  z.object({
    id: z.string(),
    directory_id: z.string(),
    url: z.string(),
    event_types: z.array(z.string()).describe('Empty for all'),
    enabled: z.boolean(),
    disabled_reason: z.enum(['gone', 'failing']).optional(),
    failing_since: timestamp.optional().describe('Every attempt has failed since then'),
    signature: z.enum(['v1', 'v1a']).describe('HMAC-SHA256 with a shared secret, or Ed25519'),
    secrets: z
      .array(z.object({ hint: z.string(), expires_at: timestamp.optional() }))
      .describe('Newest first, by their last four characters'),
  }),
)

export const DeliveryBody = named(
  'Delivery',
  z.object({
    id: z.number().int(),
    endpoint_id: z.string(),
    event_id: z.string(),
    event_type: z.string(),
    sequence: z.number().int(),
    state: z.enum(['waiting', 'pending', 'delivered', 'failed']),
    attempts: z.number().int(),
    at: timestamp.describe('Of the next attempt, or of the last one'),
  }),
)

export const AttemptBody = named(
  'Attempt',
  z.object({
    attempt: z.number().int(),
    result: z.enum(['delivered', 'failed']),
    status: z.number().int().optional(),
    error: z.string().optional(),
    duration_ms: z.number().int(),
    at: timestamp,
  }),
)

export const EventBody = named(
  'DirectoryEvent',
  z.looseObject({
    spec_version: z.literal('1'),
    id: z.string(),
    type: z.string(),
    occurred_at: timestamp,
    environment_id: z.string(),
    organization_id: z.string(),
    directory_id: z.string(),
    sequence: z.number().int().describe('By directory, without gaps, in the order of commits'),
    cause: z.object({ operation: z.string() }),
    object: z.string(),
    data: z.record(z.string(), z.unknown()),
  }),
)

export const UserBody = named('DirectoryUser', directoryUserDataSchema)

export const GroupBody = named('DirectoryGroup', directoryGroupDataSchema)

export const RoleBody = named(
  'RoleAssignment',
  z.object({ group_id: z.string(), role: z.string() }),
)
