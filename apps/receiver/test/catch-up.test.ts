import { createServer } from 'node:http'
import { createTestWebhook } from '@scimwright/webhooks'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startReceiver } from './receiver.ts'

test('events that no delivery brought are read from the provider, once', async () => {
  const events = await Promise.all(
    [1, 2, 3].map(
      async (sequence) =>
        (
          await createTestWebhook('organization.directory.user_created', {
            data: { id: `u${sequence}` },
            envelope: { sequence },
          })
        ).event,
    ),
  )
  const asked: string[] = []
  const provider = createServer((request, response) => {
    asked.push(`${request.headers.authorization} ${request.url}`)
    const after = Number(new URL(request.url ?? '', 'http://x').searchParams.get('after'))
    const data = events.filter(({ sequence }) => sequence > after)
    response.end(JSON.stringify({ data }))
  })
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void provider.close())
  const { port } = provider.address() as { port: number }
  const { state } = await startReceiver({
    RECEIVER_PROVIDER_URL: `http://127.0.0.1:${port}`,
    RECEIVER_PROVIDER_TOKEN: 'admin',
    RECEIVER_DIRECTORIES: 'dir_test',
  })
  await vi.waitFor(async () => expect((await state()).accounts).toHaveLength(3))
  expect(asked).toEqual(['Bearer admin /api/v1/events?directory_id=dir_test&after=0&limit=500'])
})
