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

const startApplication = async () => {
  const { child, word } = await start<{ port: number }>('application.ts')
  return { child, url: `http://127.0.0.1:${word.port}/` }
}

const { child: application, url } = await startApplication()

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
  // What hostile ones cost shows beside as many that are well: each takes its share of the machine.
  const neighbour = await startApplication()
  const wellUrls = hostileUrls.map(() => neighbour.url)
  const sent: number[] = []
  const queue: number[] = []
  const alone: Delays[] = []
  const besideWell: Delays[] = []
  const besideHostile: Delays[] = []
  const changes = 600
  // In turns, so that what else the machine does meets all of them.
  for (let round = 0; round < rounds; round += 1) {
    queue.push(await perSecond(stores, claimOnly))
    sent.push(await perSecond(stores, drain))
    const delay = (others: readonly string[]) =>
      onNewStore(stores, (store) => delays(store, { changes, urls: [url, ...others] }))
    alone.push(await delay([]))
    besideWell.push(await delay(wellUrls))
    besideHostile.push(await delay(hostileUrls))
  }
  hostile.kill()
  neighbour.child.kill()
  await stores.close()
  const of = (all: readonly Delays[]) => ({
    median: median(all.map((each) => each.median)),
    p95: median(all.map((each) => each.p95)),
  })
  const result = {
    database: stores.name,
    deliveriesPerSecond: Math.round(median(sent)),
    claimLoopPerSecond: Math.round(median(queue)),
    ofClaimLoop: Number((median(sent) / median(queue)).toFixed(2)),
    delayMs: of(alone),
    delayBesideSixWellMs: of(besideWell),
    delayBesideSixHostileMs: of(besideHostile),
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
