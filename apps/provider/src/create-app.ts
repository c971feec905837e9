import { profiles } from '@scimwright/engine'
import { createScimServer, type Principal } from '@scimwright/server'
import type { DurableStore } from '@scimwright/store'
import type { ResourceTypeDefinition } from '@scimwright/types'
import { Hono } from 'hono'
import type { Logger } from 'pino'
import { ApiError } from './api/api-error.ts'
import { createDirectoryApi } from './api/directory-api.ts'
import { publicKeys } from './delivery/public-keys.ts'
import type { Send } from './delivery/send-delivery.ts'
import type { DirectoryCache } from './directory-cache.ts'
import { tokenOf } from './hash-token.ts'
import { requestLog } from './request-log.ts'

/** What the HTTP side of the provider works with. */
export interface AppOptions {
  readonly store: DurableStore
  readonly cache: DirectoryCache
  readonly resourceTypes: readonly ResourceTypeDefinition[]
  readonly adminToken: string | undefined
  /** `environment_id` of events. */
  readonly environmentId: string
  /** The origin clients see; that of a request when undefined. */
  readonly origin: string | undefined
  /** Of one directory, for ever; ten seconds' worth may come at once. */
  readonly requestsPerSecond: number
  readonly log: Logger
  /** Whether requests are still welcome. */
  readonly isReady: () => Promise<boolean>
  /** Called when something was put back into the delivery queue. */
  readonly wake: () => void
  /** Sends one delivery, for test events. */
  readonly send: Send
}

interface DirectoryPrincipal extends Principal {
  readonly profile: string
}

const BASE_PATH = /^\/directory\/([A-Za-z0-9_-]{1,64})\/scim\/v2(?:\/|$)/

/** The provider over HTTP: SCIM for each directory, the directory API, and health. */
export const createApp = ({
  store,
  cache,
  resourceTypes,
  adminToken,
  origin,
  requestsPerSecond,
  environmentId,
  log,
  isReady,
  wake,
  send,
}: AppOptions): Hono => {
  const scim = createScimServer<DirectoryPrincipal>({
    resourceTypes,
    store,
    origin,
    limits: { requestsPerSecond },
    basePath: ({ directoryId }) => `/directory/${directoryId}/scim/v2`,
    profile: ({ profile }) =>
      Object.hasOwn(profiles, profile) ? profiles[profile as keyof typeof profiles] : profiles.rfc,
    // A wrong token, a foreign one, no token and a directory that is not there: nobody can tell which.
    authenticate: async (request) => {
      const directoryId = BASE_PATH.exec(new URL(request.url).pathname)?.[1]
      const token = tokenOf(request.headers.get('authorization'))
      if (directoryId === undefined || token === undefined) return undefined
      const directory = await cache.authenticate(directoryId, token)
      return directory && { directoryId, profile: directory.profile }
    },
    onExchange: ({ error, diagnostics }) => {
      if (error?.status === 500) log.error({ err: error.cause }, 'a SCIM request failed')
      else if (error ?? diagnostics.quirks.length)
        log.debug({ status: error?.status, section: error?.section, quirks: diagnostics.quirks })
    },
  })

  const app = new Hono()
  app.use(requestLog(log))
  app.all('/directory/:directory/scim/v2', (c) => scim.fetch(c.req.raw))
  app.all('/directory/:directory/scim/v2/*', (c) => scim.fetch(c.req.raw))
  app.route(
    '/api/v1',
    createDirectoryApi({ store, cache, resourceTypes, adminToken, environmentId, wake, send }),
  )
  app.get('/.well-known/webhook-keys/:directory/:endpoint', async (c) => {
    const { directory, endpoint } = c.req.param()
    const keys = await publicKeys(store, directory, endpoint)
    return keys ? c.json({ keys }) : c.notFound()
  })
  app.get('/livez', (c) => c.text('ok'))
  app.get('/readyz', async (c) => ((await isReady()) ? c.text('ok') : c.text('not ready', 503)))
  app.notFound((c) => c.json({ error: 'There is nothing at this address.' }, 404))
  app.onError((error, c) => {
    if (error instanceof ApiError) return c.json({ error: error.message }, error.status)
    log.error({ err: error }, 'a request failed')
    return c.json({ error: 'The request failed; nothing was stored.' }, 500)
  })
  return app
}
