import { randomBytes, randomUUID } from 'node:crypto'
import { profiles } from '@scimwright/engine'
import type { Directory, DurableStore, Endpoint } from '@scimwright/store'
import { generateSecret } from '@scimwright/webhooks'
import { Hono } from 'hono'
import * as z from 'zod'
import type { DirectoryCache } from '../directory-cache.ts'
import { describeDirectory } from '../events/describe-directory.ts'
import { hashToken, sameToken, tokenOf } from '../hash-token.ts'
import { ApiError, parseBody, parseQuery } from './api-error.ts'
import { createDeliveryApi } from './delivery-api.ts'

/** What the directory API works on. */
export interface DirectoryApiOptions {
  readonly store: DurableStore
  readonly cache: DirectoryCache
  /** Nobody may use the API when this is undefined. */
  readonly adminToken: string | undefined
  /** `environment_id` of events. */
  readonly environmentId: string
  /** Called when something was put back into the delivery queue. */
  readonly wake: () => void
}

const identifier = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be letters, digits, "_" or "-"')

const newDirectory = z.strictObject({
  id: identifier.optional(),
  organization_id: identifier,
  name: z.string().min(1).max(200),
  provider: z.string().min(1).max(64).default('CUSTOM'),
  profile: z.enum(Object.keys(profiles) as [string, ...string[]]).default('generic'),
})

const directoryChange = z.strictObject({ enabled: z.boolean() })

const newEndpoint = z.strictObject({
  url: z.url(),
  event_types: z.array(z.string()).default([]),
  secret: z.string().startsWith('whsec_').optional(),
})

const eventQuery = z.object({
  directory_id: identifier,
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
})

/** The directory API, `/api/v1`: JSON, one admin token. */
export const createDirectoryApi = ({
  store,
  cache,
  adminToken,
  environmentId,
  wake,
}: DirectoryApiOptions): Hono => {
  const { directories } = store
  const api = new Hono()

  api.use(async (c, next) => {
    const token = tokenOf(c.req.header('authorization'))
    if (adminToken === undefined || token === undefined || !sameToken(token, adminToken))
      throw new ApiError(401, 'Send the admin token (SCIMWRIGHT_ADMIN_TOKEN) as a bearer token.')
    await next()
  })

  const directoryOf = async (id: string): Promise<Directory> => {
    const directory = await directories.get(id)
    if (!directory) throw new ApiError(404, 'There is no directory with this id.')
    return directory
  }

  api.get('/directories', async (c) =>
    c.json({ data: (await directories.list()).map(presentDirectory) }),
  )

  api.post('/directories', async (c) => {
    const body = await parseBody(c, newDirectory)
    const id = body.id ?? `dir_${randomUUID().replaceAll('-', '')}`
    if (await directories.get(id)) throw new ApiError(409, 'A directory has this id already.')
    const { organization_id: organizationId, name, provider, profile } = body
    const directory: Directory = { id, organizationId, name, provider, profile, enabled: true }
    await directories.create(directory, [describeDirectory('created', directory, environmentId)])
    cache.remember(directory)
    return c.json(presentDirectory(directory), 201)
  })

  api.get('/directories/:id', async (c) =>
    c.json(presentDirectory(await directoryOf(c.req.param('id')))),
  )

  api.patch('/directories/:id', async (c) => {
    const known = await directoryOf(c.req.param('id'))
    const { enabled } = await parseBody(c, directoryChange)
    const directory: Directory = { ...known, enabled }
    const happening = enabled ? 'enabled' : 'disabled'
    const event = describeDirectory(happening, directory, environmentId)
    await directories.setEnabled(known.id, enabled, [event])
    cache.remember(directory)
    return c.json(presentDirectory(directory))
  })

  api.post('/directories/:id/secrets', async (c) => {
    const { id } = await directoryOf(c.req.param('id'))
    const secret = randomBytes(32).toString('base64url')
    await directories.addToken(id, hashToken(secret))
    return c.json({ directory_id: id, plain_secret: secret }, 201)
  })

  api.get('/directories/:id/endpoints', async (c) => {
    const { id } = await directoryOf(c.req.param('id'))
    return c.json({ data: (await directories.listEndpoints(id)).map(presentEndpoint) })
  })

  api.post('/directories/:id/endpoints', async (c) => {
    const { id: directoryId } = await directoryOf(c.req.param('id'))
    const {
      url,
      event_types: eventTypes,
      secret = generateSecret(),
    } = await parseBody(c, newEndpoint)
    const id = `ep_${randomUUID().replaceAll('-', '')}`
    const endpoint: Endpoint = {
      id,
      directoryId,
      url,
      secrets: [secret],
      eventTypes,
      enabled: true,
    }
    await directories.putEndpoint(endpoint)
    return c.json({ ...presentEndpoint(endpoint), secret }, 201)
  })

  api.get('/events', async (c) => {
    const { directory_id: directoryId, after, limit } = parseQuery(c, eventQuery)
    await directoryOf(directoryId)
    const events = await store.events(directoryId, { after, limit })
    const next = events.length === limit ? events.at(-1)?.sequence : undefined
    return c.json({
      data: events.map(({ body }) => JSON.parse(body)),
      ...(next !== undefined && { next }),
    })
  })

  api.route('/directories', createDeliveryApi(store, wake))
  return api
}

const presentDirectory = ({ id, organizationId, name, provider, profile, enabled }: Directory) => ({
  id,
  organization_id: organizationId,
  name,
  provider,
  profile,
  enabled,
  endpoint: `/directory/${id}/scim/v2`,
})

const presentEndpoint = ({ id, directoryId, url, eventTypes, enabled }: Endpoint) => ({
  id,
  directory_id: directoryId,
  url,
  event_types: eventTypes,
  enabled,
})
