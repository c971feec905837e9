import { fork } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'
import { join } from 'node:path'
import type { DurableStore } from '@scimwright/store'
import { delays } from './delay.ts'
import { claimOnly, drain } from './drain.ts'
import { fill, postgresStores, type Stores, sqliteStores } from './queue.ts'

type Delays = Awaited<ReturnType<typeof delays>>

const users = Number(process.argv[2] ?? 5000)
const rounds = Number(process.argv[3] ?? 3)

/** Starts a process and waits for its word. */
const start = async <T>(file: string) => {
  const child = fork(join(import.meta.dirname, file), [])
  const word = await new Promise<T>((resolve) =>
    child.once('message', (said) => resolve(said as T)),
  )
  return { child, word }
}

const { child: application, word } = await start<{ port: number }>('application.ts')
const { port } = word
const url = `http://127.0.0.1:${port}/`

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0

const onNewStore = async <T>(
  stores: Stores,
  work: (store: DurableStore) => Promise<T>,
): Promise<T> => {
  const store = await stores.open()
  const result = await work(store)
  await store.close()
  return result
}

const perSecond = (stores: Stores, work: typeof drain): Promise<number> =>
  onNewStore(stores, async (store) => {
    await fill(store, { users, url })
    return users / (await work(store, users))
  })

const measure = async (stores: Stores) => {
  const { child: hostile, word: hostileUrls } = await start<string[]>('hostile.ts')
  const sent: number[] = []
  const queue: number[] = []
  const alone: Delays[] = []
  const beside: Delays[] = []
  const changes = 600
  // In turns, so that what else the machine does meets all of them.
  for (let round = 0; round < rounds; round += 1) {
    queue.push(await perSecond(stores, claimOnly))
    sent.push(await perSecond(stores, drain))
    alone.push(await onNewStore(stores, (store) => delays(store, { changes, urls: [url] })))
    beside.push(
      await onNewStore(stores, (store) => delays(store, { changes, urls: [url, ...hostileUrls] })),
    )
  }
  hostile.kill()
  await stores.close()
  const of = (all: readonly Delays[], name: keyof Delays) => median(all.map((each) => each[name]))
  const result = {
    database: stores.name,
    deliveriesPerSecond: Math.round(median(sent)),
    claimLoopPerSecond: Math.round(median(queue)),
    ofClaimLoop: Number((median(sent) / median(queue)).toFixed(2)),
    delayMs: { median: of(alone, 'median'), p95: of(alone, 'p95') },
    delayBesideSixHostileMs: { median: of(beside, 'median'), p95: of(beside, 'p95') },
  }
  console.log(result)
  return result
}

const found = [sqliteStores(), await postgresStores()]
const results = []
for (const stores of found) if (stores) results.push(await measure(stores))
application.kill()
const machine = {
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 1024 ** 3),
  node: process.version,
}
const report = { command: 'npm run bench -w provider', machine, users, rounds, results }
writeFileSync(
  join(import.meta.dirname, '../../../docs/results/provider-drain.json'),
  `${JSON.stringify(report, undefined, 2)}\n`,
)
process.exit(0)
