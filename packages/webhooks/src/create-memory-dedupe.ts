import { type Dedupe, type DedupeOptions, dedupeTimes } from './dedupe.ts'

const MAX_IDS = 100_000

/**
 * A dedupe store in memory, for one process and for tests; it forgets everything on a restart, and the
 * oldest ids above 100,000.
 *
 * @example
 * const dedupe = createMemoryDedupe()
 * if ((await dedupe.begin(result.id)) === 'new') await handle(result.event).then(() => dedupe.commit(result.id))
 */
export const createMemoryDedupe = (options: DedupeOptions = {}): Dedupe => {
  const { retentionSeconds, claimSeconds, now } = dedupeTimes(options)
  const entries = new Map<string, { done: boolean; until: number }>()

  const put = (id: string, done: boolean): void => {
    entries.delete(id)
    entries.set(id, { done, until: now() + (done ? retentionSeconds : claimSeconds) })
    const oldest = entries.keys().next()
    if (entries.size > MAX_IDS && !oldest.done) entries.delete(oldest.value)
  }

  return {
    begin: async (id) => {
      const entry = entries.get(id)
      if (entry && entry.until > now()) return entry.done ? 'done' : 'in_progress'
      put(id, false)
      return 'new'
    },
    commit: async (id) => put(id, true),
    release: async (id) => {
      if (entries.get(id)?.done === false) entries.delete(id)
    },
  }
}
