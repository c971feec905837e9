import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { announce, port } from './port.ts'
import { scim } from './scim.ts'

const app = new Hono()
app.all('/scim/v2/*', (c) => scim.fetch(c.req.raw))
app.get('/', (c) => c.text('The application itself.'))

serve({ fetch: app.fetch, port }, announce)
