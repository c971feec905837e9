import { randomUUID } from 'node:crypto'
import { createServer, type RequestListener, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { GroupResourceType, UserResourceType } from '@scimwright/types'
import express from 'express'
import scimmy from 'scimmy'
import SCIMMYRouters from 'scimmy-routers'
import { createMemoryStore, createScimServer } from '../src/index.ts'
import type { Recorded } from './contestant.ts'

const tokenOf = (authorization: string | undefined): string | undefined =>
  authorization?.startsWith('Bearer ') ? authorization.slice(7) : undefined

const scimwright = (): RequestListener => {
  const server = createScimServer({
    resourceTypes: [UserResourceType, GroupResourceType],
    store: createMemoryStore(),
    basePath: '/scim',
    authenticate: (request) => {
      const directoryId = tokenOf(request.headers.get('authorization') ?? undefined)
      return directoryId === undefined ? undefined : { directoryId }
    },
  })
  return getRequestListener(server.fetch)
}

/** A store of the peer's as fast as can be: two maps. */
const scimmyRouters = (): RequestListener => {
  const byId = new Map<string, Record<string, unknown>>()
  const ids = new Map<string, string>()
  scimmy.Resources.declare(scimmy.Resources.User, {
    egress: ({ id }: { id?: string }) => {
      const found = byId.get(id ?? '')
      if (found) return found
      throw new scimmy.Types.Error(404, '', 'not found')
    },
    ingress: (_resource: unknown, instance: { userName: string }) => {
      const { userName } = instance
      if (ids.has(userName.toLowerCase())) throw new scimmy.Types.Error(409, 'uniqueness', 'taken')
      const id = randomUUID()
      const now = new Date()
      const stored = {
        ...JSON.parse(JSON.stringify(instance)),
        id,
        meta: { created: now, lastModified: now, version: 'W/"1"' },
      }
      byId.set(id, stored)
      ids.set(userName.toLowerCase(), id)
      return stored
    },
    degress: () => {},
  } as never)
  scimmy.Resources.User.extend(scimmy.Schemas.EnterpriseUser as never, false)
  const routers = new SCIMMYRouters({
    type: 'bearer',
    handler: (request: { header(name: string): string | undefined }) => {
      const token = tokenOf(request.header('authorization'))
      if (token === undefined) throw new Error('no token')
      return token
    },
  } as never)
  return express().use('/scim', routers as never)
}

/** Nothing but node:http: the bytes another server answered with; a body is read and parsed. */
const bare = (recorded: Recorded): RequestListener => {
  const bodies = { get: Buffer.from(recorded.get.body), post: Buffer.from(recorded.post.body) }
  return (request, response) => {
    if (request.method === 'GET') {
      response.writeHead(200, recorded.get.headers).end(bodies.get)
      return
    }
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      JSON.parse(Buffer.concat(chunks).toString())
      response.writeHead(201, recorded.post.headers).end(bodies.post)
    })
  }
}

/** What the adapter alone costs: the same bytes as a Response. */
const adapter = ({ get }: Recorded): RequestListener =>
  getRequestListener(async () => new Response(get.body, { headers: get.headers }))

const listen = (server: Server): void => {
  server.listen(0, '127.0.0.1', () => process.send?.(server.address()))
}

const [name] = process.argv.slice(2)
if (name === 'scimwright') listen(createServer(scimwright()))
else if (name === 'scimmy-routers') listen(createServer(scimmyRouters()))
else
  process.once('message', (recorded: Recorded) =>
    listen(createServer(name === 'adapter' ? adapter(recorded) : bare(recorded))),
  )
process.once('disconnect', () => process.exit())
