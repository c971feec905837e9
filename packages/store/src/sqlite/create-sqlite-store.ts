import { ScimError } from '@scimwright/types'
import type { Describe, DurableStore } from '../durable-store.ts'
import { createChangeLog } from '../write/change-log.ts'
import type { Tables } from '../write/tables.ts'
import { writeResource } from '../write/write-resource.ts'
import { createChangeRows } from './change-rows.ts'
import { createDirectories } from './directories.ts'
import { createEventRows } from './event-rows.ts'
import { createGroupCommit } from './group-commit.ts'
import { createListing } from './list-resources.ts'
import { createMemberRows } from './member-rows.ts'
import { openDatabase } from './open-database.ts'
import { createOutbox } from './outbox.ts'
import { createPrune } from './prune.ts'
import { createResourceRows } from './resource-rows.ts'
import { storageError } from './storage-error.ts'
import { createValueRows } from './value-rows.ts'

/** Where the database is, and how changes become events. */
export interface SqliteStoreOptions {
  /** Path of the database file; it and its folder are made when missing. */
  readonly file: string
  /** The events of a change; none when left out. */
  readonly describe?: Describe
}

// Past this the queue costs more time than a client waits: let it come back instead.
const MAX_WAITING = 10_000

/**
 * A durable store in one SQLite file; a write resolves after the commit that holds it is synced to disk.
 *
 * @throws Error naming the file and what to do, when it cannot be opened.
 * @example
 * const store = createSqliteStore({ file: './data/scimwright.db' })
 * const page = await store.list(directoryId, { resourceTypes: [UserResourceType], startIndex: 1, count: 100 })
 */
export const createSqliteStore = ({
  file,
  describe = () => [],
}: SqliteStoreOptions): DurableStore => {
  const db = openDatabase(file)
  const listeners: (() => void)[] = []
  let enqueued = false
  const commits = createGroupCommit(db, {
    afterCommit: () => {
      if (!enqueued) return
      enqueued = false
      for (const listener of listeners) listener()
    },
  })
  const members = createMemberRows(db)
  const resources = createResourceRows(db, members)
  const changes = createChangeRows(db, {
    enqueued: () => {
      enqueued = true
    },
  })
  const log = createChangeLog(changes, describe)
  const tables: Tables = { resources, members, values: createValueRows(db), log }
  const events = createEventRows(db)
  const list = createListing(db, resources)
  const probe = db.prepare<[number]>(
    'INSERT INTO probe (id, at) VALUES (1, ?) ON CONFLICT DO UPDATE SET at = excluded.at',
  )

  return {
    get: async (directoryId, resourceType, id, { withoutMembers = false } = {}) =>
      resources.get(directoryId, resourceType, id, withoutMembers),
    hasMoreMembers: async (directoryId, groupId, than) =>
      members.hasMore(directoryId, groupId, than),
    list,
    write: async (directoryId, write) => {
      if (commits.waiting >= MAX_WAITING) throw busy()
      try {
        return await commits.run(() => writeResource(tables, directoryId, write))
      } catch (error) {
        throw storageError(error)
      }
    },
    directories: createDirectories(db, { commits, log }),
    outbox: createOutbox(db, { commits, events }),
    events: async (directoryId, { after, limit }) => events.after(directoryId, after, limit),
    prune: createPrune(db, commits),
    ready: () =>
      commits.run(() => {
        probe.run(Date.now())
      }),
    onDeliveries: (listener) => {
      listeners.push(listener)
    },
    close: async () => {
      commits.close()
      if (db.open) db.close()
    },
  }
}

const busy = (): ScimError =>
  new ScimError({
    status: 503,
    detail: `More than ${MAX_WAITING} writes wait for the disk. Send the request again in a few seconds.`,
  })
