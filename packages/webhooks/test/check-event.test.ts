import { expect, expectTypeOf, test } from 'vitest'
import { checkEvent, type EventSchema, WebhookEventError } from '../src/index.ts'

/** As a schema library would make it. */
const withEmail: EventSchema<{ email: string }> = {
  '~standard': {
    validate: (value) => {
      const { data } = value as { data?: { email?: unknown } }
      return typeof data?.email === 'string'
        ? { value: { email: data.email } }
        : {
            issues: [
              { message: 'must be a text', path: ['data', { key: 'email' }] },
              { message: 'no event' },
            ],
          }
    },
  },
}

test('an event of the expected shape is what the schema makes of it', async () => {
  const checked = await checkEvent({ data: { email: 'a@example.com', more: 1 } }, withEmail)
  expectTypeOf(checked).toEqualTypeOf<{ email: string }>()
  expect(checked).toEqual({ email: 'a@example.com' })
})

test('another shape is an error that names the place, not the value', async () => {
  const failure = checkEvent({ data: { email: 4711 } }, withEmail)
  await expect(failure).rejects.toBeInstanceOf(WebhookEventError)
  await expect(failure).rejects.toThrow(
    'The event is genuine but not of the expected shape: data.email: must be a text; no event',
  )
  await expect(failure).rejects.toMatchObject({ issues: [{ message: 'must be a text' }, {}] })
})
