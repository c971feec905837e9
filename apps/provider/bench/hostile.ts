import { startHostileServers } from '../test/hostile-servers.ts'

// Applications nobody should have to wait for, in a process of their own.
process.send?.((await startHostileServers()).map(({ url }) => url))
