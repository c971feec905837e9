import type { Write, WriteResult } from '@scimwright/server'
import { ScimError } from '@scimwright/types'
import type { Describe } from '../durable-store.ts'
import { writeResource } from '../write/write-resource.ts'
import type { Database } from './database.ts'
import { applyDraft } from './draft/apply-draft.ts'
import { createDraft, type Draft } from './draft/create-draft.ts'
import { fillDraft, readWants } from './draft/load-draft.ts'
import { lockDirectory } from './draft/lock-directory.ts'
import { wantsOf } from './draft/wants.ts'
import type { Places } from './places.ts'
import { isLost, isRepeatable, postgresError } from './postgres-error.ts'

/** A write and who waits for it. */
export interface WriteJob {
  readonly write: Write
  readonly resolve: (result: WriteResult) => void
  readonly reject: (error: unknown) => void
}

/** With what batches are written. */
export interface BatchOptions {
  readonly describe: Describe
  /** Called after a commit that queued deliveries. */
  readonly enqueued: () => void
  readonly places: Places
}

/** Carries jobs out in a draft, each wholly or not at all; what to do when the draft is committed. */
export const carryOut = (
  directoryId: string,
  jobs: readonly WriteJob[],
  { tables, attempt }: Draft,
): (() => void)[] =>
  jobs.map(({ write, resolve, reject }) => {
    try {
      const result = attempt(() => writeResource(tables, directoryId, write))
      return () => resolve(result)
    } catch (error) {
      return () => reject(error)
    }
  })

const ATTEMPTS = 3

/** Carries out writes of one directory in one transaction; one that fails leaves nothing and fails alone. */
export const createBatchWriter = (
  database: Database,
  { describe, enqueued, places }: BatchOptions,
) => {
  const attempt = (directoryId: string, jobs: readonly WriteJob[]): Promise<(() => void)[]> =>
    database.transaction(directoryId, async (connection) => {
      const locked = lockDirectory(connection, directoryId)
      const read = readWants(connection, directoryId, wantsOf(jobs.map(({ write }) => write)))
      const [place, known] = await Promise.all([locked, read])
      const draft = createDraft(place, describe)
      fillDraft(draft, known)
      const settle = carryOut(directoryId, jobs, draft)
      await Promise.all([...applyDraft(connection, directoryId, draft), connection.commit()])
      places.remember(directoryId, draft.changes)
      if (draft.changes.deliveries.length > 0) settle.push(enqueued)
      return settle
    })

  const run = async (
    directoryId: string,
    jobs: readonly WriteJob[],
    attempts = ATTEMPTS,
  ): Promise<void> => {
    try {
      for (const settle of await attempt(directoryId, jobs)) settle()
    } catch (error) {
      if (attempts > 1 && (isRepeatable(error) || isLost(error)))
        return run(directoryId, jobs, attempts - 1)
      // What the database refuses for the sake of one write is refused to that one only.
      if (jobs.length > 1 && isRefusal(error)) {
        for (const job of jobs) await run(directoryId, [job])
        return
      }
      for (const { reject } of jobs) reject(postgresError(error))
    }
  }

  return run
}

const isRefusal = (error: unknown): boolean => {
  const known = postgresError(error)
  return known instanceof ScimError ? known.status < 500 : !isLost(error)
}
