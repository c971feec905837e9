import { statSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import pg from 'pg'
import { createPostgresStore, createSqliteStore, type DurableStore } from '../src/index.ts'
import { describeEverything } from '../test/resources.ts'
import type { PostgresServer } from '../test/start-postgres.ts'

/** A new database under measurement, and its bare driver beside the store. */
export interface Subject {
  readonly store: DurableStore
  /** Where the database is; undefined when it is in a file. */
  readonly url?: string
  /** Inserts one row of a table with a key and a document, and syncs it. */
  insert(id: string, doc: string): unknown
  /** The document of a resource, by its key. */
  lookUp(directoryId: string, id: string): Promise<string> | string
  /** Makes statistics of what the tables hold, as the server does by itself within a minute. */
  analyze(): unknown
  /** Bytes written to the log since it was called last. */
  logged(): Promise<number> | number
  close(): Promise<void>
}

/** Makes a subject. */
export type MakeSubject = () => Promise<Subject>

/** Subjects in files of a folder. */
export const sqliteSubjects = (folder: string): MakeSubject => {
  let made = 0
  return async () => {
    made += 1
    const file = join(folder, `bench-${made}.db`)
    const store = createSqliteStore({ file, describe: describeEverything })
    const bare = new Database(`${file}-bare`)
    bare.pragma('journal_mode = WAL')
    bare.pragma('synchronous = FULL')
    bare.exec('CREATE TABLE t (id TEXT PRIMARY KEY, doc TEXT NOT NULL)')
    const insert = bare.prepare('INSERT INTO t VALUES (?, ?)')
    const beside = new Database(file)
    const read = beside
      .prepare('SELECT doc FROM resource WHERE directory_id = ? AND id = ?')
      .pluck()
    return {
      store,
      insert: (id, doc) => insert.run(id, doc),
      lookUp: (directoryId, id) => String(read.get(directoryId, id)),
      analyze: () => {},
      logged: () => {
        const { size } = statSync(`${file}-wal`)
        beside.pragma('wal_checkpoint(TRUNCATE)')
        return size
      },
      close: async () => {
        bare.close()
        beside.close()
        await store.close()
      },
    }
  }
}

/** Subjects in databases of a server. */
export const postgresSubjects = (server: PostgresServer): MakeSubject => {
  let made = 0
  return async () => {
    made += 1
    const name = `bench_${made}`
    await server.query(`CREATE DATABASE ${name}`)
    const url = server.url(name)
    const store = await createPostgresStore({
      url,
      maxConnections: 16,
      describe: describeEverything,
    })
    const pool = new pg.Pool({ connectionString: url, max: 16 })
    await pool.query('CREATE TABLE t (id TEXT PRIMARY KEY, doc TEXT NOT NULL)')
    const run = async (statement: string, text: string, values: string[]) =>
      (await pool.query({ name: statement, text, values })).rows
    let before = '0/0'
    return {
      store,
      url,
      insert: (id, doc) => run('insert', 'INSERT INTO t VALUES ($1, $2)', [id, doc]),
      lookUp: async (directoryId, id) => {
        const text = 'SELECT doc FROM resource WHERE directory_id = $1 AND id = $2'
        return (await run('look_up', text, [directoryId, id]))[0].doc
      },
      analyze: () => pool.query('ANALYZE'),
      logged: async () => {
        const text =
          'SELECT pg_current_wal_insert_lsn() AS now, pg_current_wal_insert_lsn() - $1::pg_lsn AS bytes'
        const [row] = (await pool.query(text, [before])).rows
        before = row.now
        return Number(row.bytes)
      },
      close: async () => {
        await pool.end()
        await store.close()
      },
    }
  }
}
