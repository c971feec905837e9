import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import express from 'express'
import { announce, port } from './port.ts'
import { scim } from './scim.ts'

const app = express()
// In front of express.json(): SCIM reads its own bodies. `app.use('/scim/v2', …)` would cut the path off.
app.all(/^\/scim\/v2(\/|$)/, getRequestListener(scim.fetch))
app.use(express.json())
app.get('/', (_request, response) => void response.send('The application itself.'))

const server = app.listen(port, () => announce(server.address() as AddressInfo))
