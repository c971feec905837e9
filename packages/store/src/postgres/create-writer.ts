import type { Describe } from '../durable-store.ts'
import { createAppendQueue } from './append-queue.ts'
import type { Database } from './database.ts'
import { createPlaces } from './places.ts'
import { createBatchWriter, type WriteJob } from './write-batch.ts'
import { createWriteQueue } from './write-queue.ts'

/** How writes are carried out. */
export interface WriterOptions {
  readonly describe: Describe
  readonly enqueued: () => void
  /** The most transactions at once. */
  readonly maxRunning: number
  /** The most directories in one transaction. */
  readonly maxDirectories: number
}

/** Writes of all directories, on the way to the database. */
export const createWriter = (
  database: Database,
  { describe, enqueued, maxRunning, maxDirectories }: WriterOptions,
) => {
  const places = createPlaces()
  const options = { describe, enqueued, places }
  const careful = createWriteQueue<WriteJob>({
    run: createBatchWriter(database, options),
    maxRunning,
  })
  const blind = createAppendQueue(database, {
    ...options,
    fallBack: careful.add,
    maxDirectories,
  })
  return {
    add: (directoryId: string, job: WriteJob): void => {
      const isBlind =
        job.write.operation === 'create' && places.get(directoryId) && !careful.has(directoryId)
      const queue = isBlind ? blind : careful
      queue.add(directoryId, job)
    },
    get waiting() {
      return careful.waiting + blind.waiting
    },
    idle: async (): Promise<void> => {
      await blind.idle()
      await careful.idle()
    },
  }
}
