import type { DurableStore } from '@scimwright/store'
import pino from 'pino'
import { createWorker } from '../src/delivery/create-worker.ts'
import { createSender } from '../src/delivery/send-delivery.ts'

const TIMEOUT_MS = 2000

/** Sends what waits for the first endpoint over real HTTP; seconds until its last delivery is recorded. */
export const drain = async (store: DurableStore, users: number): Promise<number> => {
  let recorded = 0
  let end: () => void
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const counted: Pick<DurableStore, 'outbox' | 'directories' | 'onDeliveries'> = {
    ...store,
    outbox: {
      ...store.outbox,
      settle: async (delivery, outcome, now) => {
        const isRecorded = await store.outbox.settle(delivery, outcome, now)
        if (delivery.endpoint.id === 'ep0' && outcome.result === 'delivered') recorded += 1
        if (recorded === users) end()
        return isRecorded
      },
    },
  }
  const sender = createSender({ timeoutMs: TIMEOUT_MS, allowLoopback: true })
  const started = performance.now()
  const worker = createWorker({
    store: counted,
    send: sender.send,
    log: pino({ level: 'silent' }),
    timeoutMs: TIMEOUT_MS,
    schedule: [0, 600],
  })
  await ended
  const seconds = (performance.now() - started) / 1000
  await worker.stop()
  sender.close()
  return seconds
}

/** Claims and settles everything without sending it: what the queue itself costs; seconds. */
export const claimOnly = async ({ outbox }: DurableStore, users: number): Promise<number> => {
  const started = performance.now()
  for (let settled = 0; settled < users; ) {
    const now = Date.now()
    const claimed = await outbox.claim({ limit: 64, leaseMs: 60_000, now })
    const outcome = { result: 'delivered', status: 204, durationMs: 1 } as const
    await Promise.all(claimed.map((delivery) => outbox.settle(delivery, outcome, now)))
    settled += claimed.length
  }
  return (performance.now() - started) / 1000
}
