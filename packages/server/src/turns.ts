/** Runs work on one thing after another; on different things side by side. */
export type Turns = <T>(key: string, work: () => Promise<T>) => Promise<T>

/** Turns by key, within this process. */
export const createTurns = (): Turns => {
  const last = new Map<string, Promise<unknown>>()
  return async (key, work) => {
    const before = last.get(key)
    const own = before ? before.then(work) : work()
    const ended = own.catch(() => undefined)
    last.set(key, ended)
    try {
      return await own
    } finally {
      if (last.get(key) === ended) last.delete(key)
    }
  }
}
