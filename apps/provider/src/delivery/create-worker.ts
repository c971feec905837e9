import type { AttemptOutcome, ClaimedDelivery, DurableStore } from '@scimwright/store'
import type { Logger } from 'pino'
import { createEndpointHealth, type EndpointHealth, type HowEnded } from './endpoint-health.ts'
import { noteOf } from './note-endpoint.ts'
import { defaultSchedule, retryAt, secondsOf } from './schedule.ts'
import type { Send, SendResult } from './send-delivery.ts'

/** Takes deliveries from the outbox and sends them until it is stopped. */
export interface DeliveryWorker {
  /** Looks for due deliveries now. */
  wake(): void
  /** Takes no more, and resolves when every attempt that was begun is recorded. */
  stop(): Promise<void>
}

/** What a worker works with. */
export interface WorkerOptions {
  readonly store: Pick<DurableStore, 'outbox' | 'directories' | 'onDeliveries'>
  readonly send: Send
  readonly log: Logger
  /** Milliseconds one attempt may take; a lease lasts twice as long. */
  readonly timeoutMs: number
  readonly schedule?: readonly number[] | undefined
  /** Attempts in flight; 256. */
  readonly concurrency?: number
  readonly health?: EndpointHealth
  /** Milliseconds of nothing but failures after which an endpoint is disabled; five days. */
  readonly disableAfterMs?: number
}

const IDLE_MS = 30_000
const HELD_MS = 20
const TOGETHER_MS = 1

/** A worker of the delivery queue; several may share one database. */
export const createWorker = ({
  store,
  send,
  log,
  timeoutMs,
  schedule = defaultSchedule,
  concurrency = 256,
  health = createEndpointHealth(),
  disableAfterMs = 5 * 86_400_000,
}: WorkerOptions): DeliveryWorker => {
  const { outbox, directories } = store
  const inFlight = new Set<Promise<void>>()
  let stopped = false
  let missed = false
  let looking: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let soon: NodeJS.Timeout | undefined

  const deliver = async (
    delivery: ClaimedDelivery,
    ended: (how: HowEnded) => void,
  ): Promise<void> => {
    const { endpoint, event, attempt } = delivery
    const started = Date.now()
    const result = await send(delivery)
    const now = Date.now()
    const durationMs = now - started
    const outcome = outcomeOf(result, { attempt, now, durationMs, schedule })
    ended(howItEnded(outcome, result))
    const note = noteOf(endpoint, outcome, { now, disableAfterMs })
    if (note) {
      await directories.noteEndpoint(endpoint.directoryId, endpoint.id, note)
      const { disabledReason: reason } = note
      if (reason) log.warn({ endpoint: endpoint.id, reason }, 'webhook.endpoint_disabled')
    }
    await outbox.settle(delivery, outcome, now)
    log.info(
      {
        event: event.id,
        type: event.type,
        endpoint: endpoint.id,
        attempt,
        ...('status' in result ? { status: result.status } : { error: result.error }),
        ms: durationMs,
      },
      outcome.result === 'delivered' ? 'delivered' : 'delivery failed',
    )
  }

  const begin = (delivery: ClaimedDelivery): void => {
    const attempt = deliver(delivery, health.begin(delivery.endpoint))
      .catch((error: unknown) => log.error({ err: error }, 'an attempt was not recorded'))
      .finally(() => {
        inFlight.delete(attempt)
        wakeSoon()
      })
    inFlight.add(attempt)
  }

  const claim = async (): Promise<void> => {
    const limit = concurrency - inFlight.size
    if (stopped || limit <= 0) return
    const claimed = await outbox.claim({
      limit,
      leaseMs: 2 * timeoutMs,
      now: Date.now(),
      roomFor: health.roomFor,
    })
    for (const delivery of claimed) begin(delivery)
    if (claimed.length > 0) missed = true
    else await sleepUntilDue()
  }

  const sleepUntilDue = async (): Promise<void> => {
    const due = (await outbox.nextDueAt()) ?? Number.POSITIVE_INFINITY
    clearTimeout(timer)
    // What is due and was not taken waits for its endpoint: a look costs one read.
    const wait = Math.min(IDLE_MS, Math.max(HELD_MS, due - Date.now()))
    if (!stopped) timer = setTimeout(wake, wait)
  }

  // Attempts that end together are followed by others in one transaction.
  const wakeSoon = (): void => {
    soon ??= setTimeout(() => {
      soon = undefined
      wake()
    }, TOGETHER_MS)
  }

  const wake = (): void => {
    if (stopped) return
    missed = true
    looking ??= run().finally(() => {
      looking = undefined
      // Somebody may have knocked after the last look and before this line.
      if (missed) wake()
    })
  }

  const run = async (): Promise<void> => {
    while (missed && !stopped) {
      missed = false
      await claim().catch((error: unknown) => {
        log.error({ err: error }, 'the delivery queue cannot be read')
        timer = setTimeout(wake, 1000)
      })
    }
  }

  store.onDeliveries(wake)
  wake()
  return {
    wake,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      clearTimeout(soon)
      // What is being claimed now holds a lease that nobody else may break: it is sent before the end.
      await looking
      await Promise.all(inFlight)
    },
  }
}

const howItEnded = (outcome: AttemptOutcome, result: SendResult): HowEnded => {
  if (outcome.result === 'failed') return 'failed'
  return 'isCut' in result && result.isCut ? 'costly' : 'well'
}

interface OutcomeContext {
  readonly attempt: number
  readonly now: number
  readonly durationMs: number
  readonly schedule: readonly number[]
}

const outcomeOf = (
  result: Awaited<ReturnType<Send>>,
  { attempt, now, durationMs, schedule }: OutcomeContext,
): AttemptOutcome => {
  if ('status' in result && result.status >= 200 && result.status < 300)
    return { result: 'delivered', status: result.status, durationMs }
  const gone = 'status' in result && result.status === 410
  const retryAfter = 'status' in result ? secondsOf(result.retryAfter, now) : undefined
  const next = gone ? undefined : retryAt({ schedule, attempt, now, retryAfter })
  return {
    result: 'failed',
    ...('status' in result && { status: result.status }),
    error: 'status' in result ? `HTTP ${result.status}` : result.error,
    durationMs,
    ...(next !== undefined && { retryAt: next }),
  }
}
