import type { AddressInfo } from 'node:net'
import { createAdaptorServer, type ServerType } from '@hono/node-server'
import type { DurableStore } from '@scimwright/store'
import type { ResourceTypeDefinition } from '@scimwright/types'
import pino, { type Logger } from 'pino'
import type { Config } from './config.ts'
import { createApp } from './create-app.ts'
import { createWorker } from './delivery/create-worker.ts'
import { createSender } from './delivery/send-delivery.ts'
import { createDirectoryCache, type DirectoryCache } from './directory-cache.ts'
import { describeChange } from './events/describe-change.ts'
import { loadResourceTypes } from './load-resource-types.ts'
import { openStore } from './open-store.ts'
import { createRetention } from './retention.ts'
import { type Demo, seedDemo } from './seed-demo.ts'

/** A running provider. */
export interface Provider {
  /** Where it listens, without a slash at its end. */
  readonly url: string
  /** The directory that was seeded, if one was. */
  readonly demo: Demo | undefined
  /** Refuses new requests, ends what is under way, records every attempt, and closes the database. */
  close(): Promise<void>
}

const DRAIN_MS = 20_000

/**
 * Starts the provider: opens the database, seeds the demo directory, listens, and sends what waits.
 *
 * @throws Error with one clear line when the database cannot be opened or the port is taken.
 * @example
 * const provider = await createProvider(readConfig(process.env))
 * console.log(provider.url)
 */
export const createProvider = async (
  config: Config,
  { log = pino({ level: config.LOG_LEVEL }) }: { log?: Logger } = {},
): Promise<Provider> => {
  const resourceTypes = loadResourceTypes(config.SCIMWRIGHT_SCHEMAS)
  // The cache is behind the store that describes changes through it.
  let cache: DirectoryCache | undefined
  const store = await openStore(
    config,
    describeChange({
      environmentId: config.SCIMWRIGHT_ENVIRONMENT,
      directory: (directoryId) => cache?.known(directoryId),
    }),
  )
  cache = createDirectoryCache(store.directories)
  try {
    return await start(config, { log, store, cache, resourceTypes })
  } catch (error) {
    await store.close()
    throw error
  }
}

interface Parts {
  readonly log: Logger
  readonly store: DurableStore
  readonly cache: DirectoryCache
  readonly resourceTypes: readonly ResourceTypeDefinition[]
}

const start = async (
  config: Config,
  { log, store, cache, resourceTypes }: Parts,
): Promise<Provider> => {
  for (const directory of await store.directories.list()) cache.remember(directory)
  const demo = await seedDemo(config, { store, cache })
  let draining = false
  const isReady = async (): Promise<boolean> =>
    !draining &&
    (await store.ready().then(
      () => true,
      () => false,
    ))
  const adminToken = config.SCIMWRIGHT_ADMIN_TOKEN
  const timeoutMs = config.SCIMWRIGHT_DELIVERY_TIMEOUT_SECONDS * 1000
  const allowLoopback = config.SCIMWRIGHT_ALLOW_LOOPBACK_WEBHOOKS
  const sender = createSender({ timeoutMs, allowLoopback })
  const schedule = config.SCIMWRIGHT_RETRY_SECONDS
  const { send } = sender
  const disableAfterMs = config.SCIMWRIGHT_DISABLE_AFTER_HOURS * 3_600_000
  const worker = createWorker({ store, send, log, timeoutMs, schedule, disableAfterMs })
  const retention = createRetention({ store, days: config.SCIMWRIGHT_RETENTION_DAYS, log })
  const { wake } = worker
  const publicUrl = config.SCIMWRIGHT_PUBLIC_URL
  const origin = publicUrl === undefined ? undefined : new URL(publicUrl).origin
  const app = createApp({
    environmentId: config.SCIMWRIGHT_ENVIRONMENT,
    origin,
    requestsPerSecond: config.SCIMWRIGHT_REQUESTS_PER_SECOND,
    store,
    cache,
    resourceTypes,
    adminToken,
    log,
    isReady,
    wake,
    send,
  })
  const server = createAdaptorServer({ fetch: app.fetch })
  const endDelivery = async (): Promise<void> => {
    await worker.stop()
    await retention.stop()
    sender.close()
  }
  const url = await listen(server, config).catch(async (error: unknown) => {
    await endDelivery()
    throw error
  })
  return {
    url,
    demo,
    close: async () => {
      draining = true
      await closeServer(server)
      await endDelivery()
      await store.close()
    },
  }
}

const listen = (server: ServerType, { PORT, HOST }: Config): Promise<string> =>
  new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new Error(
              `Port ${PORT} is in use. Stop what listens there, or set PORT to another one.`,
            )
          : new Error(`Cannot listen on ${HOST}:${PORT}: ${error.code ?? error.message}.`),
      ),
    )
    server.listen(PORT, HOST, () => {
      const { address, family, port } = server.address() as AddressInfo
      resolve(`http://${family === 'IPv6' ? `[${address}]` : address}:${port}`)
    })
  })

const closeServer = (server: ServerType): Promise<void> =>
  new Promise((resolve) => {
    const force = setTimeout(
      () => 'closeAllConnections' in server && server.closeAllConnections(),
      DRAIN_MS,
    )
    server.close(() => {
      clearTimeout(force)
      resolve()
    })
    if ('closeIdleConnections' in server) server.closeIdleConnections()
  })
