import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { announce, port } from './port.ts'
import { scim } from './scim.ts'

const server = createServer(getRequestListener(scim.fetch))
server.listen(port, () => announce(server.address() as AddressInfo))
