import { describe, expect, expectTypeOf, test } from 'vitest'
import {
  checkEvent,
  createTestWebhook,
  type DirectoryUserData,
  type KnownDirectoryEvent,
  verifyWebhook,
  WebhookEventError,
} from '../src/index.ts'
import { directoryEventSchema, knownDirectoryEventSchema } from '../src/zod.ts'

const types: KnownDirectoryEvent['type'][] = [
  'organization.directory_created',
  'organization.directory_enabled',
  'organization.directory_disabled',
  'organization.directory_deleted',
  'organization.directory.user_created',
  'organization.directory.user_updated',
  'organization.directory.user_deleted',
  'organization.directory.group_created',
  'organization.directory.group_updated',
  'organization.directory.group_deleted',
  'organization.directory.group_membership_updated',
  'webhook.test',
]

const eventOf = async (type: KnownDirectoryEvent['type']) => {
  const { body, headers, secret } = await createTestWebhook(type)
  const result = await verifyWebhook({ body, headers, secrets: [secret] })
  if (!result.ok) throw new Error(result.message)
  return result.event
}

describe('the zod schemas of events', () => {
  test('there is one for each known type', () => {
    const known = knownDirectoryEventSchema.options.map((option) => option.shape.type.value)
    expect([...known].sort()).toEqual([...types].sort())
  })

  test.each(types)('%s is accepted as it is sent, and keeps everything', async (type) => {
    const event = await eventOf(type)
    expect(await checkEvent(event, directoryEventSchema)).toEqual(event)
  })

  test('a known type of another shape is refused, by name', async () => {
    const event = await eventOf('organization.directory.user_updated')
    const { active: _, ...data } = event.data as DirectoryUserData
    await expect(checkEvent({ ...event, data }, directoryEventSchema)).rejects.toBeInstanceOf(
      WebhookEventError,
    )
    expect(knownDirectoryEventSchema.safeParse({ ...event, data }).error?.issues).toMatchObject([
      { path: ['data', 'active'] },
    ])
  })

  test('a type that came later needs an envelope only', async () => {
    const event = { ...(await eventOf('webhook.test')), type: 'organization.directory.moved' }
    expect(await checkEvent(event, directoryEventSchema)).toEqual(event)
    const { directory_id: _, ...without } = event
    await expect(checkEvent(without, directoryEventSchema)).rejects.toThrow()
  })

  test('what is checked is of the type of events', async () => {
    const event = knownDirectoryEventSchema.parse(
      await eventOf('organization.directory.user_created'),
    )
    if (event.type !== 'organization.directory.user_created') throw new Error('another type')
    expectTypeOf(event.data.active).toEqualTypeOf<boolean>()
    expectTypeOf(event.data.email).toEqualTypeOf<DirectoryUserData['email'] | undefined>()
  })
})
