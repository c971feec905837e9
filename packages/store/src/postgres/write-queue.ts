/** Takes jobs in; those of one key run together, one batch after another, and those of different keys side by side. */
export interface WriteQueue<Job> {
  add(key: string, job: Job): void
  /** Whether jobs of a key wait or run. */
  has(key: string): boolean
  /** Jobs that wait for their batch. */
  readonly waiting: number
  /** Resolves when nothing waits or runs. */
  idle(): Promise<void>
}

/** How much runs at once, and how; `run` must not fail. */
export interface WriteQueueOptions<Job> {
  readonly run: (key: string, jobs: readonly Job[]) => Promise<void>
  readonly maxRunning: number
  /** 64. */
  readonly maxBatch?: number
}

/** A queue in which keys take turns. */
export const createWriteQueue = <Job>({
  run,
  maxRunning,
  maxBatch = 64,
}: WriteQueueOptions<Job>): WriteQueue<Job> => {
  const lanes = new Map<string, Job[]>()
  // Keys with jobs of which no batch runs, in the order of their turns.
  const ready: string[] = []
  let waiting = 0
  let running = 0
  let scheduled = false
  let onIdle: (() => void)[] = []

  const runBatch = async (key: string): Promise<void> => {
    const jobs = (lanes.get(key) ?? []).splice(0, maxBatch)
    waiting -= jobs.length
    running += 1
    await run(key, jobs)
    running -= 1
    if (lanes.get(key)?.length) ready.push(key)
    else lanes.delete(key)
    start()
  }

  const start = (): void => {
    for (let key = next(); key !== undefined; key = next()) void runBatch(key)
    if (running + waiting > 0) return
    for (const resolve of onIdle) resolve()
    onIdle = []
  }

  const next = (): string | undefined => (running < maxRunning ? ready.shift() : undefined)

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
    add: (key, job) => {
      waiting += 1
      const lane = lanes.get(key)
      if (lane) {
        lane.push(job)
        return
      }
      lanes.set(key, [job])
      ready.push(key)
      schedule()
    },
    has: (key) => lanes.has(key),
    get waiting() {
      return waiting
    },
    idle: () =>
      new Promise((resolve) => {
        onIdle.push(resolve)
        schedule()
      }),
  }
}
