import type { WriteResult } from '@scimwright/server'
import { createWriter } from '../src/postgres/create-writer.ts'
import { type Database, openDatabase } from '../src/postgres/database.ts'
import type { Prepared } from '../src/postgres/statement.ts'
import { createUser, describeEverything } from '../test/resources.ts'
import { median, rate, report } from './measure.ts'
import { userNumber } from './population.ts'
import type { MakeSubject } from './subjects.ts'

const ROUNDS = 5
const PER_ROUND = 600
const WRITERS = 16
const LINES = 4

const withoutSequence = ({ name, text }: Prepared): Prepared => ({
  name: `${name}_unnumbered`,
  text: text.replace(
    /, locked AS .*?RETURNING l\.d, s\.directory_id\s*\)/s,
    ', place AS (SELECT d, directory_id FROM wanted WHERE d NOT IN (SELECT d FROM hindered))',
  ),
})

/** The same database, whose statements neither look at the row that numbers the changes of a directory nor change it. */
const unnumbered = (database: Database): Database => ({
  ...database,
  openLine: () => {
    const { send } = database.openLine()
    return { send: (scope, statement, values) => send(scope, withoutSequence(statement), values) }
  },
})

/**
 * What the sequence of a directory costs on PostgreSQL: the creations of 16 writers in one directory as they are, without
 * the lock and the update of its row, and in four directories of which each has a line of its own.
 */
export const benchSequence = async (makeSubject: MakeSubject): Promise<void> => {
  const { store, url, close } = await makeSubject()
  if (url === undefined) return close()
  const database = openDatabase({ url, maxConnections: 12 })
  const lane = async (name: string, on: Database, count: number) => {
    const lines = Array.from({ length: count }, (_, n) => ({
      id: `dir_${name}_${n}`,
      writer: createWriter(on, {
        describe: describeEverything,
        enqueued: () => {},
        maxRunning: 4,
        maxDirectories: 1,
      }),
    }))
    const about = { organizationId: 'org_1', name: 'Bench', provider: 'OKTA', profile: 'okta' }
    for (const { id } of lines) await store.directories.create({ id, ...about, enabled: true })
    const write = (n: number): Promise<WriteResult> =>
      new Promise((resolve, reject) => {
        const line = lines[n % count]
        line?.writer.add(line.id, { write: createUser(userNumber(n)), resolve, reject })
      })
    return { write, rates: [] as number[] }
  }
  const lanes = {
    'with the sequence': await lane('with', database, 1),
    'without it': await lane('without', unnumbered(database), 1),
    'four sequences, four lines': await lane('four', database, LINES),
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
        rates.slice(1).map((each, index) => each / (base?.rates[index + 1] ?? 1)),
      ),
    })
}
