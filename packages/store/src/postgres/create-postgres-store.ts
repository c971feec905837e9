import type { WriteResult } from '@scimwright/server'
import { ScimError } from '@scimwright/types'
import type { Describe, DurableStore } from '../durable-store.ts'
import { sql, toStatement } from '../sql.ts'
import { requireSafety } from './check-server.ts'
import { createWriter } from './create-writer.ts'
import { type DatabaseOptions, openDatabase } from './database.ts'
import { createDirectories } from './directories.ts'
import { eventsAfter } from './event-rows.ts'
import { createListing } from './list-resources.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/migrations.ts'
import { createOutbox } from './outbox.ts'
import { postgresError } from './postgres-error.ts'
import { createPrune } from './prune.ts'
import { collectionsOf, type ReadRow, resourceColumns, toResource } from './read-resources.ts'
import { setRowLevelSecurity } from './row-level-security.ts'
import type { Prepared } from './statement.ts'
import { isStorable } from './storable.ts'

/** Where the database is, and how changes become events. */
export interface PostgresStoreOptions extends DatabaseOptions {
  /** The events of a change; none when left out. */
  readonly describe?: Describe
}

// Past this the queue costs more time than a client waits: let it come back instead.
const MAX_WAITING = 10_000

const PROBE: Prepared = {
  text: `INSERT INTO probe (id, at) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET at = excluded.at`,
}
const MEMBER_AFTER: Prepared = {
  name: 'member_after',
  text: 'SELECT 1 FROM member WHERE directory_id = $1 AND group_id = $2 LIMIT 1 OFFSET $3',
}

/**
 * A durable store in a PostgreSQL database, version 15 or newer, with the newest schema; any number of processes may
 * share it. A write resolves after its commit.
 *
 * @throws Error when the database cannot be reached or is not safe to write to, with what to do.
 * @example
 * const store = await createPostgresStore({ url: 'postgres://scimwright@localhost/scimwright' })
 * const page = await store.list(directoryId, { resourceTypes: [UserResourceType], startIndex: 1, count: 100 })
 */
export const createPostgresStore = async ({
  describe = () => [],
  ...options
}: PostgresStoreOptions): Promise<DurableStore> => {
  const database = openDatabase(options)
  try {
    await requireSafety(database)
    await migrate(database, migrations)
    await setRowLevelSecurity(database, options.rowLevelSecurity ?? false)
  } catch (error) {
    await database.close()
    throw new Error(`Cannot use the PostgreSQL database: ${(error as Error).message}`, {
      cause: error,
    })
  }
  const listeners: (() => void)[] = []
  const enqueued = (): void => {
    for (const listener of listeners) listener()
  }
  const { maxConnections = 10 } = options
  const writes = createWriter(database, {
    describe,
    enqueued,
    // Readers find a connection too.
    maxRunning: Math.max(1, Math.floor(maxConnections * 0.75)),
    // A transaction sees the rows of one directory then.
    maxDirectories: options.rowLevelSecurity ? 1 : 64,
  })
  const { idle, ...outbox } = createOutbox(database)
  const list = createListing(database)
  let isClosed = false

  return {
    get: async (directoryId, resourceType, id, { withoutMembers = false } = {}) => {
      if (!isStorable(id)) return undefined
      const collections = collectionsOf([resourceType], { withoutMembers })
      const { text, values } = toStatement(
        sql`SELECT ${resourceColumns(collections)} FROM resource r
          WHERE r.directory_id = ${directoryId} AND r.id = ${id}`,
        'postgres',
      )
      const name = `get_${Number(collections.members)}${Number(collections.groups)}`
      const [row] = await database.read<ReadRow>(directoryId, { name, text }, values)
      return row?.type === resourceType.name ? toResource(resourceType, row) : undefined
    },
    hasMoreMembers: async (directoryId, groupId, than) => {
      if (!isStorable(groupId)) return false
      const rows = await database.read(directoryId, MEMBER_AFTER, [directoryId, groupId, than])
      return rows.length > 0
    },
    list,
    write: async (directoryId, write) => {
      if (isClosed) throw new Error('The store is closed.')
      if (writes.waiting >= MAX_WAITING) throw busy()
      if (write.operation === 'delete' && !isStorable(write.id)) return { outcome: 'missing' }
      return new Promise<WriteResult>((resolve, reject) => {
        writes.add(directoryId, { write, resolve, reject })
      })
    },
    directories: createDirectories(database, { enqueued }),
    outbox,
    events: (directoryId, options) => eventsAfter(database, directoryId, options),
    prune: createPrune(database),
    ready: async () => {
      await database
        .transaction('*', ({ run }) => run(PROBE, [Date.now()]))
        .catch((error) => {
          throw postgresError(error)
        })
    },
    onDeliveries: (listener) => {
      listeners.push(listener)
    },
    close: async () => {
      isClosed = true
      await Promise.all([writes.idle(), idle()])
      await database.close()
    },
  }
}

const busy = (): ScimError =>
  new ScimError({
    status: 503,
    detail: `More than ${MAX_WAITING} writes wait for the database. Send the request again in a few seconds.`,
  })
