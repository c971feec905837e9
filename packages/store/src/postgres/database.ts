import pg from 'pg'
import { createLine } from './line.ts'
import { isLost, postgresError, unknownOutcome } from './postgres-error.ts'
import type { Parameter, Prepared } from './statement.ts'

/** How the database is reached. */
export interface DatabaseOptions {
  /** `postgres://user:password@host:port/database`. */
  readonly url: string
  /** 10. */
  readonly maxConnections?: number
  /** Connections go through PgBouncer: no prepared statements with names, no settings at connect. */
  readonly pgBouncer?: boolean
  /** Row-level security as a second lock between directories. */
  readonly rowLevelSecurity?: boolean
}

/** A connection inside a transaction. Statements that are not awaited are sent together and run in order. */
export interface Connection {
  run<Row>(statement: Prepared, values?: readonly Parameter[]): Promise<Row[]>
  /** Commits; what was sent before it and has failed makes it a rollback. */
  commit(): Promise<void>
}

/** Which directory a statement may see; `*` is all of them, for the delivery queue. */
export type Scope = string

/** Statements that are transactions by themselves, carried out in the order in which they are sent. */
export interface StatementLine {
  /** @throws ScimError 503 when the connection is lost before the answer; other errors as they come. */
  send<Row>(scope: Scope, statement: Prepared, values: readonly Parameter[]): Promise<Row[]>
}

/** A pool of connections. */
export interface Database {
  /** The rows of one statement; asked once more when the connection was lost. */
  read<Row>(scope: Scope, statement: Prepared, values?: readonly Parameter[]): Promise<Row[]>
  /**
   * Runs statements in one transaction, committed at the end at the latest.
   *
   * @throws ScimError 503 when the connection is lost while it commits; other errors as they come.
   */
  transaction<T>(scope: Scope, work: (connection: Connection) => Promise<T>): Promise<T>
  /** Opens a line; nothing is connected before it is used. */
  openLine(): StatementLine
  close(): Promise<void>
}

const TIMEOUTS = {
  statement_timeout: 5000,
  lock_timeout: 2000,
  idle_in_transaction_session_timeout: 10_000,
}

const BEGIN: Prepared = { text: 'BEGIN' }
const COMMIT: Prepared = { text: 'COMMIT' }
const ROLLBACK: Prepared = { text: 'ROLLBACK' }
const SET_SCOPE: Prepared = {
  name: 'set_scope',
  text: `SELECT set_config('scimwright.directory_id', $1, TRUE)`,
}
const SET_TIMEOUTS: Prepared = {
  text: `SELECT ${Object.entries(TIMEOUTS)
    .map(([name, milliseconds]) => `set_config('${name}', '${milliseconds}', TRUE)`)
    .join(', ')}`,
}

// Counters and positions stay far below what a number holds exactly.
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(oid, format),
}

/** Opens a pool; nothing is connected before the first statement. */
export const openDatabase = ({
  url,
  maxConnections = 10,
  pgBouncer = false,
  rowLevelSecurity = false,
}: DatabaseOptions): Database => {
  const pool = new pg.Pool({
    connectionString: url,
    max: maxConnections,
    application_name: 'scimwright',
    connectionTimeoutMillis: 5000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    pipeline: true,
    types: types as pg.CustomTypesConfig,
    ...(!pgBouncer && TIMEOUTS),
  })
  // A connection that breaks while nobody uses it is replaced; without a listener it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    client.on('error', () => {})
  })
  let closing: Promise<void> | undefined

  const connect = async (): Promise<pg.PoolClient> => {
    if (closing) throw new Error('The store is closed.')
    return pool.connect()
  }

  const send = async <Row>(
    client: pg.PoolClient,
    { name, text }: Prepared,
    values: readonly Parameter[] = [],
  ): Promise<Row[]> => {
    const named = name !== undefined && !pgBouncer && { name }
    const { rows } = await client.query({ ...named, text, values: [...values] })
    return rows
  }

  const begin = (client: pg.PoolClient, scope: Scope): Promise<unknown>[] => [
    send(client, BEGIN),
    ...(pgBouncer ? [send(client, SET_TIMEOUTS)] : []),
    ...(rowLevelSecurity ? [send(client, SET_SCOPE, [scope])] : []),
  ]

  const using = async <T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> => {
    const client = await connect()
    try {
      const result = await work(client)
      client.release()
      return result
    } catch (error) {
      client.release(isLost(error) || client.getTransactionStatus() !== 'I')
      throw error
    }
  }

  const transaction = <T>(scope: Scope, work: (connection: Connection) => Promise<T>): Promise<T> =>
    using(async (client) => {
      const sent: Promise<unknown>[] = []
      let failure: { readonly error: unknown } | undefined
      // Statements that were sent together fail together; each failure is looked at once, at the end.
      const keep = <Result>(promise: Promise<Result>): Promise<Result> => {
        promise.catch((error) => {
          failure ??= { error }
        })
        sent.push(promise)
        return promise
      }
      for (const promise of begin(client, scope)) keep(promise)
      let commit: Promise<unknown> | undefined
      try {
        const result = await work({
          // Nothing is sent after a failure, BEGIN's above all: it would be carried out on its own.
          run: async (statement, values) => {
            if (failure) throw failure.error
            return keep(send(client, statement, values))
          },
          commit: async () => {
            commit ??= keep(send(client, COMMIT))
            await Promise.all(sent)
          },
        })
        commit ??= keep(send(client, COMMIT))
        await Promise.all(sent)
        return result
      } catch (thrown) {
        if (!commit) keep(send(client, ROLLBACK))
        await Promise.allSettled(sent)
        // What was sent behind a failure only says that there was one.
        const error = failure ? failure.error : thrown
        throw commit && isLost(error) ? unknownOutcome(error) : error
      }
    })

  // What a connection is told at its start need not be told in each transaction.
  const needsTransaction = rowLevelSecurity || pgBouncer

  const sendAlone = async <Row>(
    client: pg.PoolClient,
    scope: Scope,
    ...statement: [Prepared, readonly Parameter[]]
  ): Promise<Row[]> => {
    if (!needsTransaction) return send<Row>(client, ...statement)
    const started = begin(client, scope)
    const answer = send<Row>(client, ...statement)
    const sent = [...started, answer, send(client, COMMIT)]
    await Promise.allSettled(sent)
    await Promise.all(sent)
    return answer
  }

  const readOnce = <Row>(
    scope: Scope,
    statement: Prepared,
    values: readonly Parameter[] = [],
  ): Promise<Row[]> =>
    rowLevelSecurity
      ? transaction(scope, async ({ run, commit }) => {
          const rows = run<Row>(statement, values)
          await commit()
          return rows
        })
      : using((client) => send<Row>(client, statement, values))

  return {
    read: async <Row>(scope: Scope, statement: Prepared, values?: readonly Parameter[]) => {
      try {
        return await readOnce<Row>(scope, statement, values).catch((error) => {
          if (!isLost(error)) throw error
          return readOnce<Row>(scope, statement, values)
        })
      } catch (error) {
        throw postgresError(error)
      }
    },
    transaction,
    openLine: () => {
      const line = createLine(connect)
      return { send: (...sent) => line.use((client) => sendAlone(client, ...sent)) }
    },
    close: () => {
      closing ??= pool.end()
      return closing
    },
  }
}
