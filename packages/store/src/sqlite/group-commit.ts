import type { Database } from 'better-sqlite3'

/** Runs write jobs one after another; jobs that wait together share one synced commit. */
export interface GroupCommit {
  /** Resolves after the commit that holds the job; a job that throws leaves nothing and fails alone: the others are run once more. */
  run<T>(job: () => T): Promise<T>
  /** Jobs that wait for the next commit. */
  readonly waiting: number
  /** Commits what waits and takes no more. */
  close(): void
}

/** How many jobs one commit may hold, and what to call after each commit. */
export interface GroupCommitOptions {
  /** 64. */
  readonly maxBatch?: number
  readonly afterCommit?: () => void
}

interface Job {
  readonly run: () => unknown
  readonly resolve: (value: never) => void
  readonly reject: (error: unknown) => void
}

/** The commit queue of a connection; every write goes through it. */
export const createGroupCommit = (
  db: Database,
  { maxBatch = 64, afterCommit }: GroupCommitOptions = {},
): GroupCommit => {
  const begin = db.prepare('BEGIN IMMEDIATE')
  const commit = db.prepare('COMMIT')
  const rollback = db.prepare('ROLLBACK')
  const savepoint = db.prepare('SAVEPOINT job')
  const release = db.prepare('RELEASE job')
  const undo = db.prepare('ROLLBACK TO job')
  let queue: Job[] = []
  let scheduled = false
  let closed = false

  const plainly = ({ run, resolve }: Job): (() => void) => {
    const value = run() as never
    return () => resolve(value)
  }

  const apart = (job: Job): (() => void) => {
    savepoint.run()
    try {
      return plainly(job)
    } catch (error) {
      // A full disk rolls the whole transaction back by itself: then there is no savepoint to go back to.
      if (!db.inTransaction) throw error
      undo.run()
      return () => job.reject(error)
    } finally {
      if (db.inTransaction) release.run()
    }
  }

  /** Carries out a batch; false when a job failed and there are others to do without it. */
  const transact = (batch: readonly Job[], attempt: typeof plainly): boolean => {
    let settle: (() => void)[] | undefined
    try {
      begin.run()
      settle = batch.map(attempt)
      commit.run()
    } catch (error) {
      const isJob = db.inTransaction && !settle
      if (db.inTransaction) rollback.run()
      if (isJob && attempt === plainly && batch.length > 1) return false
      for (const job of batch) job.reject(error)
      return true
    }
    for (const done of settle) done()
    afterCommit?.()
    return true
  }

  // Savepoints keep a copy of each page that a job changes; few jobs fail.
  const commitBatch = (batch: readonly Job[]): void => {
    if (!transact(batch, plainly)) transact(batch, apart)
  }

  const flush = (): void => {
    scheduled = false
    const batch = queue.slice(0, maxBatch)
    queue = queue.slice(maxBatch)
    if (queue.length > 0) schedule()
    if (batch.length > 0) commitBatch(batch)
  }

  // Requests that arrive in the same turn of the event loop are queued before its check phase begins.
  const schedule = (): void => {
    if (scheduled) return
    scheduled = true
    setImmediate(flush)
  }

  return {
    run: <T>(job: () => T) =>
      new Promise<T>((resolve, reject) => {
        if (closed) return reject(new Error('The store is closed.'))
        queue.push({ run: job, resolve, reject })
        schedule()
      }),
    get waiting() {
      return queue.length
    },
    close: () => {
      closed = true
      while (queue.length > 0) flush()
    },
  }
}
