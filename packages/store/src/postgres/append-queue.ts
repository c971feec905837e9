import { ScimError } from '@scimwright/types'
import type { Database } from './database.ts'
import { type Addition, appendValues } from './draft/append-draft.ts'
import { APPEND } from './draft/append-statement.ts'
import { createDraft } from './draft/create-draft.ts'
import { isLost, postgresError } from './postgres-error.ts'
import { type BatchOptions, carryOut, type WriteJob } from './write-batch.ts'

/** Creations of resources, of any directories. */
export interface AppendQueue {
  add(directoryId: string, job: WriteJob): void
  readonly waiting: number
  /** Resolves when nothing waits or runs. */
  idle(): Promise<void>
}

/** What an append queue needs besides. */
export interface AppendOptions extends BatchOptions {
  /** Takes what could not be added blindly. */
  readonly fallBack: (directoryId: string, job: WriteJob) => void
  /** The most directories in one statement. */
  readonly maxDirectories: number
}

const MAX_BATCH = 64
// While the database carries out one statement, the next one is made.
const MAX_SENT = 2

interface Waiting {
  readonly directoryId: string
  readonly job: WriteJob
}

/** The jobs of one directory in a statement. */
interface Part {
  readonly directoryId: string
  readonly jobs: readonly WriteJob[]
  /** What to do when they are committed. */
  readonly settle: readonly (() => void)[]
  /** Undefined when nobody knows any more where the directory is. */
  readonly addition?: Addition
}

interface AddedRow {
  directory_id: string
}

/**
 * Sends creations, those of many directories as one statement that is a transaction, and the next statement behind it, on
 * the assumption that each directory is where this process leaves it and that nothing there is in their way. Where that is
 * not so the statement adds nothing, and neither does the one behind it.
 */
export const createAppendQueue = (
  database: Database,
  { describe, enqueued, places, fallBack, maxDirectories }: AppendOptions,
): AppendQueue => {
  const line = database.openLine()
  let queue: Waiting[] = []
  let sent = 0
  let scheduled = false
  let onIdle: (() => void)[] = []

  /** The jobs of the next statement: half of what waits, for the database to begin with while the rest is made ready. */
  const take = (): Map<string, WriteJob[]> => {
    const batch = new Map<string, WriteJob[]>()
    const most = Math.min(MAX_BATCH, sent === 0 ? Math.ceil(queue.length / 2) : queue.length)
    let taken = 0
    for (const { directoryId, job } of queue) {
      const jobs = batch.get(directoryId)
      if (taken === most || (!jobs && batch.size === maxDirectories)) break
      if (jobs) jobs.push(job)
      else batch.set(directoryId, [job])
      taken += 1
    }
    queue = queue.slice(taken)
    return batch
  }

  const prepare = ([directoryId, jobs]: readonly [string, readonly WriteJob[]]): Part => {
    const place = places.get(directoryId)
    if (!place) return { directoryId, jobs, settle: [] }
    const draft = createDraft(place, describe)
    const settle = carryOut(directoryId, jobs, draft)
    if (draft.changes.deliveries.length > 0) settle.push(enqueued)
    places.remember(directoryId, draft.changes)
    return { directoryId, jobs, settle, addition: { directoryId, draft, isBlind: true } }
  }

  const giveBack = ({ directoryId, jobs }: Part): void => {
    places.forget(directoryId)
    for (const job of jobs) fallBack(directoryId, job)
  }

  const fail = ({ directoryId, jobs }: Part, error: unknown): void => {
    places.forget(directoryId)
    for (const { reject } of jobs) reject(error)
  }

  const send = async (batch: ReadonlyMap<string, readonly WriteJob[]>): Promise<void> => {
    const parts = [...batch].map(prepare)
    const [scope = '', ...others] = batch.keys()
    try {
      const values = appendValues(parts.flatMap(({ addition }) => addition ?? []))
      const rows = await line.send<AddedRow>(others.length > 0 ? '*' : scope, APPEND, values)
      const added = new Set(rows.map(({ directory_id }) => directory_id))
      for (const part of parts)
        if (added.has(part.directoryId)) for (const done of part.settle) done()
        else giveBack(part)
    } catch (error) {
      // What is refused for the sake of one write, or could not be sent, is tried by itself.
      for (const part of parts)
        if (isUnavailable(error)) fail(part, postgresError(error))
        else giveBack(part)
    }
  }

  const start = (): void => {
    while (sent < MAX_SENT && queue.length > 0) {
      const batch = take()
      sent += 1
      void send(batch).then(() => {
        sent -= 1
        schedule()
      })
    }
    if (sent + queue.length > 0) return
    for (const resolve of onIdle) resolve()
    onIdle = []
  }

  // Jobs that arrive in the same turn of the event loop are queued before its check phase begins.
  const schedule = (): void => {
    if (scheduled) return
    scheduled = true
    setImmediate(() => {
      scheduled = false
      start()
    })
  }

  return {
    add: (directoryId, job) => {
      queue.push({ directoryId, job })
      schedule()
    },
    get waiting() {
      return queue.length
    },
    idle: () =>
      new Promise((resolve) => {
        onIdle.push(resolve)
        schedule()
      }),
  }
}

const isUnavailable = (error: unknown): boolean => {
  const known = postgresError(error)
  return !isLost(error) && known instanceof ScimError && known.status >= 500
}
