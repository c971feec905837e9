import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { verifyWebhook } from '@scimwright/webhooks'
import pino, { type Logger } from 'pino'
import { catchUp } from './catch-up.ts'
import type { Config } from './config.ts'
import { createApp } from './create-app.ts'
import { createInbox } from './inbox.ts'
import { openDatabase } from './open-database.ts'

/** A running example application. */
export interface Receiver {
  readonly url: string
  close(): Promise<void>
}

const CATCH_UP_MS = 60_000

/**
 * Starts the application.
 *
 * @throws Error with one clear line when a secret is no key, the database cannot be opened or the port is taken.
 */
export const createReceiver = async (
  config: Config,
  { log = pino() }: { log?: Logger } = {},
): Promise<Receiver> => {
  // A secret that is no key is an error of the start, not of each delivery.
  await verifyWebhook({ body: new Uint8Array(), headers: {}, secrets: config.WEBHOOK_SECRETS })
  const db = openDatabase(config.RECEIVER_DB, config.roles)
  const inbox = createInbox(db)
  const app = createApp({ db, inbox, secrets: config.WEBHOOK_SECRETS, log })
  const server = createAdaptorServer({ fetch: app.fetch })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenError(error, config)))
    server.listen(config.PORT, config.HOST, resolve)
  })
  const { port } = server.address() as AddressInfo

  const catchUpAll = async (): Promise<void> => {
    const { RECEIVER_PROVIDER_URL: providerUrl, RECEIVER_PROVIDER_TOKEN: token } = config
    if (providerUrl === undefined || token === undefined) return
    for (const directoryId of config.RECEIVER_DIRECTORIES) {
      const missing = await catchUp(directoryId, { db, inbox, providerUrl, token })
      if (missing > 0)
        log.warn({ directoryId, missing }, 'caught up with events no delivery brought')
    }
  }
  const runCatchUp = () =>
    void catchUpAll().catch((error: unknown) => log.error({ err: error }, 'catching up failed'))
  const timer = setInterval(runCatchUp, CATCH_UP_MS)
  runCatchUp()

  return {
    url: `http://${config.HOST}:${port}`,
    close: async () => {
      clearInterval(timer)
      await new Promise((resolve) => {
        server.close(resolve)
        if ('closeIdleConnections' in server) server.closeIdleConnections()
      })
      db.close()
    },
  }
}

const listenError = (error: NodeJS.ErrnoException, { PORT, HOST }: Config): Error =>
  new Error(
    error.code === 'EADDRINUSE'
      ? `Port ${PORT} is in use. Stop what listens there, or set PORT to another one.`
      : `Cannot listen on ${HOST}:${PORT}: ${error.code ?? error.message}.`,
  )
