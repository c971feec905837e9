import { setTimeout as wait } from 'node:timers/promises'
import type { DurableStore } from '@scimwright/store'
import pino from 'pino'
import { createWorker } from '../src/delivery/create-worker.ts'
import { createSender } from '../src/delivery/send-delivery.ts'
import { addEndpoints, createDirectory, writeUser } from './queue.ts'

const EVERY_MS = 10

/** Milliseconds from a change to its arrival at the first endpoint, while 100 changes a second are made. */
export const delays = async (
  store: DurableStore,
  { changes, urls }: { changes: number; urls: readonly string[] },
): Promise<{ median: number; p95: number }> => {
  const [application = ''] = urls
  await fetch(application)
  await createDirectory(store)
  await addEndpoints(store, urls)
  const timeoutMs = 2000
  const sender = createSender({ timeoutMs, allowLoopback: true })
  const log = pino({ level: 'silent' })
  const worker = createWorker({ store, send: sender.send, log, timeoutMs, schedule: [0, 600] })
  const written: number[] = []
  const started = performance.now()
  for (let change = 0; change < changes; change += 1) {
    await wait(Math.max(0, started + change * EVERY_MS - performance.now()))
    written.push(performance.timeOrigin + performance.now())
    void writeUser(store, change)
  }
  await wait(1000)
  const arrivals = (await (await fetch(application)).json()) as [user: number, at: number][]
  await worker.stop()
  sender.close()
  if (arrivals.length !== changes)
    throw new Error(`${arrivals.length} of ${changes} arrived in time.`)
  const ages = arrivals.map(([user, at]) => at - (written[user] ?? Number.NaN))
  ages.sort((one, other) => one - other)
  const at = (part: number): number => Number(ages[Math.floor(ages.length * part)]?.toFixed(2))
  return { median: at(0.5), p95: at(0.95) }
}
