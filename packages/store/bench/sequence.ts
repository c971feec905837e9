import type { WriteResult } from '@scimwright/server'
import { type Connection, type Database, openDatabase } from '../src/postgres/database.ts'
import type { Prepared } from '../src/postgres/statement.ts'
import { createBatchWriter, type WriteJob } from '../src/postgres/write-batch.ts'
import { createWriteQueue } from '../src/postgres/write-queue.ts'
import { createUser, describeEverything } from '../test/resources.ts'
import { median, rate, report } from './measure.ts'
import { userNumber } from './population.ts'
import type { MakeSubject } from './subjects.ts'

const ROUNDS = 5
const PER_ROUND = 600
const WRITERS = 16
const CONNECTIONS = 12
// Far enough apart that no two batches number their events alike.
const STRIDE = 1000

type Change = (statement: Prepared) => Prepared

const withoutLock: Change = ({ text }) => ({ text: text.replace(' FOR UPDATE OF s', '') })
const withoutUpdate: Change = ({ text }) => ({
  text: text.replace(/UPDATE directory_seq.*$/s, 'SELECT $10::bigint, $11::bigint'),
})
const withoutCount: Change = ({ text }) => ({
  text: text.replace(/, new_count AS .*?excluded\.total\n *\)/s, ', nothing AS (SELECT $9::json)'),
})

/** The same database, without what numbers the changes of a directory one after another. */
const unnumbered = (database: Database, { counts }: { counts: boolean }): Database => {
  let numbers = 0
  const appended: Change = (statement) =>
    counts ? withoutUpdate(statement) : withoutCount(withoutUpdate(statement))
  const changed = ({ run, commit }: Connection): Connection => ({
    commit,
    run: async <Row>(statement: Prepared, values?: Parameters<typeof run>[1]) => {
      if (statement.name === 'append_draft') return run<Row>(named(appended, statement), values)
      if (statement.name !== 'lock_directory') return run<Row>(statement, values)
      numbers += STRIDE
      const place = { sequence: numbers, change: numbers }
      const rows = await run<Row>(named(withoutLock, statement), values)
      return rows.map((row) => ({ ...row, ...place }))
    },
  })
  const named = (change: Change, statement: Prepared): Prepared => ({
    ...change(statement),
    name: `${statement.name}_${counts ? 'unnumbered' : 'uncounted'}`,
  })
  return {
    ...database,
    transaction: (scope, work) =>
      database.transaction(scope, (connection) => work(changed(connection))),
  }
}

/**
 * What the sequence of a directory costs on PostgreSQL: the writes of 16 writers to one directory as they are, and with
 * neither its lock nor its update, their batches side by side or in line. The count of resources is a row of the directory
 * as well, so that batches side by side wait for one another unless it is left out.
 */
export const benchSequence = async (makeSubject: MakeSubject): Promise<void> => {
  const { store, url, close } = await makeSubject()
  if (url === undefined) return close()
  const about = { organizationId: 'org_1', name: 'Bench', provider: 'OKTA', profile: 'okta' }
  const database = openDatabase({ url, maxConnections: CONNECTIONS })
  const describe = describeEverything
  const lane = async (id: string, on: Database, lanes: number) => {
    await store.directories.create({ id, ...about, enabled: true })
    const run = createBatchWriter(on, { describe, enqueued: () => {} })
    const queue = createWriteQueue<WriteJob>({
      run: (_, jobs) => run(id, jobs),
      maxRunning: CONNECTIONS,
    })
    const write = (n: number): Promise<WriteResult> =>
      new Promise((resolve, reject) => {
        queue.add(String(n % lanes), { write: createUser(userNumber(n)), resolve, reject })
      })
    return { write, rates: [] as number[] }
  }
  const uncounted = unnumbered(database, { counts: false })
  const lanes = {
    'with the sequence': await lane('dir_1', database, 1),
    'without it': await lane('dir_2', unnumbered(database, { counts: true }), 4),
    'without it and the count': await lane('dir_3', uncounted, 4),
    'without it and the count, in line': await lane('dir_4', uncounted, 1),
  }
  let first = 0
  // The first round is to warm up.
  for (let round = 0; round <= ROUNDS; round += 1)
    for (const { write, rates } of Object.values(lanes)) {
      const start = first
      rates.push(await rate(PER_ROUND, WRITERS, (n) => write(start + n)))
      first += PER_ROUND
    }
  await database.close()
  await close()
  const [base] = Object.values(lanes)
  for (const [name, { rates }] of Object.entries(lanes))
    report(`create a user, ${WRITERS} at once, ${name}`, {
      '/s': median(rates.slice(1)),
      'of it with the sequence': median(
        rates.slice(1).map((each, index) => (base?.rates[index + 1] ?? 0) / each),
      ),
    })
}
