// What durable writes and lookups cost beside bare loops over the same database engine, in one run.
// npm run bench -w @scimwright/store -- --users 100000 --engine postgres --save docs/results/store-postgres.json
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startPostgres } from '../test/start-postgres.ts'
import { benchLookups } from './lookups.ts'
import { lines, report } from './measure.ts'
import { benchMembers } from './members.ts'
import { benchSequence } from './sequence.ts'
import { type MakeSubject, postgresSubjects, sqliteSubjects } from './subjects.ts'
import { benchWrites } from './writes.ts'

const { values } = parseArgs({
  options: {
    users: { type: 'string', default: '20000' },
    engine: { type: 'string', default: 'sqlite' },
    save: { type: 'string' },
  },
})
const users = Number(values.users)
if (!Number.isInteger(users) || users < 1000)
  throw new Error('--users takes a whole number from 1000 on.')

const LARGEST_GROUP = Math.min(Math.max(users, 10_000), 100_000)

const bench = async (makeSubject: MakeSubject): Promise<void> => {
  await benchWrites(makeSubject)
  await benchSequence(makeSubject)
  await benchLookups(makeSubject, users)
  await benchMembers(makeSubject, [10, 1000, LARGEST_GROUP])
  report('resident memory at the end', { MB: process.memoryUsage.rss() / 1024 / 1024 })
}

const onSqlite = async (): Promise<string> => {
  const folder = mkdtempSync(join(tmpdir(), 'scimwright-bench-'))
  try {
    await bench(sqliteSubjects(folder))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
  return 'SQLite'
}

const onPostgres = async (): Promise<string> => {
  const server = await startPostgres()
  if (!server) throw new Error('There is no PostgreSQL server on the PATH, and none from npm.')
  try {
    await bench(postgresSubjects(server))
  } finally {
    await server.stop()
  }
  return `PostgreSQL ${server.version}`
}

const engines: Readonly<Record<string, () => Promise<string>>> = {
  sqlite: onSqlite,
  postgres: onPostgres,
}
const run = engines[values.engine]
if (!run) throw new Error(`--engine takes one of: ${Object.keys(engines).join(', ')}.`)
const engine = await run()

if (values.save) {
  const machine = {
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 1024 ** 3),
    node: process.version,
  }
  const command = `npm run bench -w @scimwright/store -- --engine ${values.engine} --users ${users}`
  // npm runs this in the folder of the package.
  const file = resolve(process.env.INIT_CWD ?? '', values.save)
  writeFileSync(file, `${JSON.stringify({ command, engine, machine, lines }, undefined, 2)}\n`)
}
