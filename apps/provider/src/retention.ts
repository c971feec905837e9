import type { DurableStore } from '@scimwright/store'
import type { Logger } from 'pino'

/** What is kept for how long. */
export interface RetentionOptions {
  readonly store: Pick<DurableStore, 'prune'>
  readonly days: number
  readonly log: Logger
  /** Milliseconds between two looks; an hour. */
  readonly everyMs?: number
}

const DAY_MS = 86_400_000

/** Deletes old events now and then; ask it to stop before the store is closed. */
export const createRetention = ({
  store,
  days,
  log,
  everyMs = 3_600_000,
}: RetentionOptions): { stop(): Promise<void> } => {
  const prune = async (): Promise<void> => {
    try {
      const rows = await store.prune(new Date(Date.now() - days * DAY_MS).toISOString())
      if (rows > 0) log.info({ rows }, 'old events were deleted')
    } catch (error) {
      log.error({ err: error }, 'old events could not be deleted')
    }
  }
  let running = prune()
  const timer = setInterval(() => {
    running = running.then(prune)
  }, everyMs)
  timer.unref()
  return {
    stop: async () => {
      clearInterval(timer)
      await running
    },
  }
}
