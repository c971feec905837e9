import { createServer } from 'node:http'
import { getRequestListener } from '@hono/node-server'
import { createScimServer } from '@scimwright/server'
import { createSqliteStore } from '@scimwright/store'
import { GroupResourceType, UserResourceType } from '@scimwright/types'

// A process of its own: the server of a real sync does not share the client's thread.
const { fetch } = createScimServer({
  resourceTypes: [UserResourceType, GroupResourceType],
  store: createSqliteStore({ file: process.argv[2] ?? '' }),
  authenticate: (request) => {
    const directoryId = request.headers.get('authorization')?.replace('Bearer ', '')
    return directoryId ? { directoryId } : undefined
  },
})
const server = createServer(getRequestListener(fetch))
server.listen(0, '127.0.0.1', () => process.send?.(server.address()))
process.on('disconnect', () => process.exit())
