import { fork } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createSqliteStore } from '@scimwright/store'
import { UserResourceType } from '@scimwright/types'
import { generateSecret } from '@scimwright/webhooks'
import pino from 'pino'
import { createWorker } from '../src/delivery/create-worker.ts'
import { createSender } from '../src/delivery/send-delivery.ts'
import { describeChange } from '../src/events/describe-change.ts'

const DELIVERIES = Number(process.argv[2] ?? 5000)

/** The application, in a process of its own: takes deliveries and answers 204. */
const serve = (): void => {
  const server = createServer((request, response) => {
    request.resume()
    request.on('end', () => {
      response.statusCode = 204
      response.end()
    })
  })
  server.listen(0, '127.0.0.1', () => process.send?.(server.address()))
}

/** Fills the queue, then drains it over real HTTP; deliveries per second. */
const drain = async (port: number): Promise<number> => {
  const folder = mkdtempSync(join(tmpdir(), 'scimwright-drain-'))
  const directory = {
    id: 'd',
    organizationId: 'o',
    name: 'd',
    provider: 'x',
    profile: 'rfc',
    enabled: true,
  }
  const store = createSqliteStore({
    file: join(folder, 'a.db'),
    describe: describeChange({ environmentId: 'e', directory: () => directory }),
  })
  await store.directories.create(directory)
  await store.directories.putEndpoint({
    id: 'ep',
    directoryId: 'd',
    url: `http://127.0.0.1:${port}/`,
    secrets: [{ secret: generateSecret() }],
    eventTypes: [],
    enabled: true,
  })
  const now = new Date().toISOString()
  const meta = { resourceType: 'User', created: now, lastModified: now, version: 'W/"1"' }
  await Promise.all(
    Array.from({ length: DELIVERIES }, (_, index) =>
      store.write('d', {
        operation: 'create',
        resourceType: UserResourceType,
        resource: {
          schemas: [UserResourceType.schema.id],
          id: `u${index}`,
          userName: `u${index}`,
          meta,
        },
      }),
    ),
  )
  const timeoutMs = 15_000
  const sender = createSender({ timeoutMs, allowLoopback: true })
  const started = performance.now()
  const worker = createWorker({
    store,
    send: sender.send,
    log: pino({ level: 'silent' }),
    timeoutMs,
  })
  while ((await store.outbox.nextDueAt()) !== undefined)
    await new Promise((resolve) => setTimeout(resolve, 5))
  const seconds = (performance.now() - started) / 1000
  await worker.stop()
  sender.close()
  await store.close()
  rmSync(folder, { recursive: true })
  return DELIVERIES / seconds
}

if (process.send) serve()
else {
  const application = fork(import.meta.filename, [])
  application.once('message', async ({ port }: { port: number }) => {
    console.log(
      `${Math.round(await drain(port))} signed deliveries a second, ${DELIVERIES} in the queue, SQLite`,
    )
    application.kill()
  })
}
