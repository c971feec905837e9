import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { fastify } from 'fastify'
import { announce, port } from './port.ts'
import { scim } from './scim.ts'

const app = fastify()
const listener = getRequestListener(scim.fetch)

app.register(async (scope) => {
  // SCIM reads its own bodies.
  scope.removeAllContentTypeParsers()
  scope.addContentTypeParser('*', (_request, _payload, done) => done(null))
  scope.all('/scim/v2/*', (request, reply) => {
    reply.hijack()
    void listener(request.raw, reply.raw)
  })
})
app.get('/', () => 'The application itself.')

await app.listen({ port })
announce(app.server.address() as AddressInfo)
