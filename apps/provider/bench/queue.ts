import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPostgresStore, createSqliteStore, type DurableStore } from '@scimwright/store'
import { UserResourceType } from '@scimwright/types'
import { generateSecret } from '@scimwright/webhooks'
import { startPostgres } from '../../../packages/store/test/start-postgres.ts'
import { describeChange } from '../src/events/describe-change.ts'

const directory = {
  id: 'd',
  organizationId: 'o',
  name: 'd',
  provider: 'x',
  profile: 'rfc',
  enabled: true,
}

const FILL_STEP = 5000

const describe = describeChange({ environmentId: 'e', directory: () => directory })

/** Opens new stores of one kind. */
export interface Stores {
  readonly name: string
  open(): Promise<DurableStore>
  close(): Promise<void>
}

/** Databases in files, synced as in production. */
export const sqliteStores = (): Stores => {
  const folder = mkdtempSync(join(tmpdir(), 'scimwright-drain-'))
  let number = 0
  return {
    name: 'SQLite',
    open: async () => {
      number += 1
      return createSqliteStore({ file: join(folder, `${number}.db`), describe })
    },
    close: async () => rmSync(folder, { recursive: true }),
  }
}

/** Databases of a PostgreSQL server that syncs as in production; undefined when there is none. */
export const postgresStores = async (): Promise<Stores | undefined> => {
  const server = await startPostgres()
  if (!server) return undefined
  let number = 0
  return {
    name: 'PostgreSQL',
    open: async () => {
      number += 1
      await server.query(`CREATE DATABASE drain_${number}`)
      return createPostgresStore({ url: server.url(`drain_${number}`), describe })
    },
    close: () => server.stop(),
  }
}

/** The directory everything happens in. */
export const createDirectory = (store: DurableStore): Promise<void> =>
  store.directories.create(directory)

/** Makes an endpoint for each address: ep0, ep1, … */
export const addEndpoints = async (store: DurableStore, urls: readonly string[]): Promise<void> => {
  for (const [index, url] of urls.entries())
    await store.directories.putEndpoint({
      id: `ep${index}`,
      directoryId: directory.id,
      url,
      secrets: [{ secret: generateSecret() }],
      eventTypes: [],
      enabled: true,
    })
}

/** Creates a user, and one delivery of that for each endpoint. */
export const writeUser = (store: DurableStore, index: number) => {
  const now = new Date().toISOString()
  const meta = { resourceType: 'User', created: now, lastModified: now, version: 'W/"1"' }
  const schemas = [UserResourceType.schema.id]
  return store.write(directory.id, {
    operation: 'create',
    resourceType: UserResourceType,
    resource: { schemas, id: `u${index}`, userName: `u${index}`, meta },
  })
}

/** Puts one delivery for each user into the queue of an endpoint. */
export const fill = async (
  store: DurableStore,
  { users, url }: { users: number; url: string },
): Promise<void> => {
  await createDirectory(store)
  await addEndpoints(store, [url])
  // A store takes no more than so many writes at once.
  for (let from = 0; from < users; from += FILL_STEP) {
    const length = Math.min(FILL_STEP, users - from)
    await Promise.all(Array.from({ length }, (_, index) => writeUser(store, from + index)))
  }
}
