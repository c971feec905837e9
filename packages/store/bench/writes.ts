import { join } from 'node:path'
import Database from 'better-sqlite3'
import { createSqliteStore } from '../src/index.ts'
import { createUser, DIRECTORY, describeEverything } from '../test/resources.ts'
import { median, rate, report } from './measure.ts'
import { userNumber } from './population.ts'

const ROUNDS = 5
const PER_ROUND = 600

/** A loop that does nothing but insert a document and sync it. */
export const bareInserts = (file: string) => {
  const db = new Database(file)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec('CREATE TABLE t (id TEXT PRIMARY KEY, doc TEXT NOT NULL)')
  const insert = db.prepare('INSERT INTO t VALUES (?, ?)')
  return {
    insert: (n: number) => {
      const user = userNumber(n)
      insert.run(user.id, JSON.stringify(user))
    },
    close: () => db.close(),
  }
}

/** Creates users, each with its index rows, event and delivery; the rounds of the three loops take turns. */
export const benchWrites = async (folder: string): Promise<void> => {
  const bare = bareInserts(join(folder, 'bare.db'))
  const store = createSqliteStore({
    file: join(folder, 'writes.db'),
    describe: describeEverything,
  })
  await store.directories.create({
    id: DIRECTORY,
    organizationId: 'org_1',
    name: 'Bench',
    provider: 'OKTA',
    profile: 'okta',
    enabled: true,
  })
  await store.directories.putEndpoint({
    id: 'ep_1',
    directoryId: DIRECTORY,
    url: 'https://app.example.com/hooks',
    secrets: [{ secret: 'whsec_bench' }],
    eventTypes: [],
    enabled: true,
  })
  const rates = { bare: [] as number[], one: [] as number[], sixteen: [] as number[] }
  let first = 0
  const create = (n: number) => store.write(DIRECTORY, createUser(userNumber(first + n)))
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.bare.push(await rate(PER_ROUND, 1, (n) => bare.insert(round * PER_ROUND + n)))
    rates.one.push(await rate(PER_ROUND, 1, create))
    first += PER_ROUND
    rates.sixteen.push(await rate(PER_ROUND, 16, create))
    first += PER_ROUND
  }
  bare.close()
  await store.close()
  const limit = median(rates.bare)
  report('bare insert loop, one synced row each', { '/s': limit })
  const [one, sixteen] = [median(rates.one), median(rates.sixteen)]
  report('create a user, 1 in flight', { '/s': one, 'of the bare loop': one / limit })
  report('create a user, 16 in flight', { '/s': sixteen, 'of the bare loop': sixteen / limit })
}
