import type { DirectoryEventOf, DirectoryEventType } from './directory-event.ts'
import { generateSecret } from './generate-secret.ts'
import { signWebhook } from './sign-webhook.ts'

/** What a test may decide about its delivery. */
export interface TestWebhookOverrides {
  readonly secret?: string
  /** Unix seconds; now when left out. */
  readonly timestamp?: number
  readonly id?: string
  readonly data?: Readonly<Record<string, unknown>>
  readonly envelope?: Readonly<Record<string, unknown>>
}

/** A signed delivery as a provider would send it. */
export interface TestWebhook<T extends DirectoryEventType> {
  readonly body: string
  readonly headers: Record<
    'webhook-id' | 'webhook-timestamp' | 'webhook-signature' | 'content-type',
    string
  >
  readonly secret: string
  readonly event: DirectoryEventOf<T>
}

/**
 * A signed delivery of an event type, for tests of your handler.
 *
 * @example
 * const { body, headers, secret } = await createTestWebhook('organization.directory.user_updated', { data: { active: false } })
 */
export const createTestWebhook = async <T extends DirectoryEventType>(
  type: T,
  overrides: TestWebhookOverrides = {},
): Promise<TestWebhook<T>> => {
  const {
    secret = generateSecret(),
    timestamp = Math.floor(Date.now() / 1000),
    id = `evt_${crypto.randomUUID().replaceAll('-', '')}`,
  } = overrides
  const at = new Date(timestamp * 1000).toISOString()
  const event = {
    spec_version: '1',
    id,
    type,
    occurred_at: at,
    environment_id: 'env_test',
    organization_id: 'org_test',
    directory_id: 'dir_test',
    sequence: 1,
    cause: { operation: 'test' },
    object: objectOf(type),
    ...overrides.envelope,
    data: { ...dataOf(type, at), ...overrides.data },
  } as unknown as DirectoryEventOf<T>
  const body = JSON.stringify(event)
  const signature = await signWebhook({ id, timestamp, body, secret })
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': signature,
  }
  return { body, headers, secret, event }
}

const objectOf = (type: DirectoryEventType): string => {
  if (type === 'webhook.test') return 'Webhook'
  if (type.includes('.user_')) return 'DirectoryUser'
  return type.includes('.group_') ? 'DirectoryGroup' : 'Directory'
}

const dataOf = (type: DirectoryEventType, at: string): Record<string, unknown> => {
  const common = { organization_id: 'org_test' }
  const stored = { ...common, directory_id: 'dir_test', version: 1, created_at: at, updated_at: at }
  switch (objectOf(type)) {
    case 'DirectoryUser':
      return {
        id: 'diruser_test',
        ...stored,
        preferred_username: 'bjensen',
        email: 'bjensen@example.com',
        active: true,
        name: 'Barbara Jensen',
        groups: [],
        custom_attributes: {},
        raw_attributes: {},
      }
    case 'DirectoryGroup':
      return {
        id: 'dirgroup_test',
        ...stored,
        display_name: 'Crew',
        ...(type.endsWith('membership_updated') && { added: [], removed: [] }),
      }
    case 'Directory':
      return { id: 'dir_test', ...common, directory_type: 'SCIM', enabled: true, updated_at: at }
    default:
      return {}
  }
}
