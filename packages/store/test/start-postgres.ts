import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { findPostgres } from './postgres-binaries.ts'

/** A server of its own, with its data in a temporary folder. */
export interface PostgresServer {
  readonly version: string
  /** Where a database of the server is. */
  url(database: string, user?: string): string
  query<Row>(text: string, database?: string): Promise<Row[]>
  /** Ends the server: at once as `pg_ctl stop -m immediate` does, or as a crash of its first process. */
  kill(signal: 'SIGQUIT' | 'SIGKILL'): Promise<void>
  /** Starts it again on the same data. */
  start(): Promise<void>
  stop(): Promise<void>
}

// The server refuses to run as root.
const unprivileged = (): { uid: number; gid: number } | undefined => {
  if (process.getuid?.() !== 0) return undefined
  const idOf = (flag: string) => Number(spawnSync('id', [flag, 'nobody']).stdout.toString())
  return { uid: idOf('-u'), gid: idOf('-g') }
}

// Sorts as people do, which is not how identifiers compare: what relies on the default would show.
const CLUSTER = ['--auth=trust', '--encoding=UTF8', '--locale-provider=icu', '--icu-locale=en-US']

/** Starts a server; with `isDurable` it syncs what it commits, as one in production does. Undefined when there is none. */
export const startPostgres = async ({
  isDurable = true,
}: {
  isDurable?: boolean
} = {}): Promise<PostgresServer | undefined> => {
  const binaries = await findPostgres()
  if (!binaries) return undefined
  const folder = mkdtempSync(join(tmpdir(), 'scimwright-pg-'))
  const owner = unprivileged()
  if (owner) chownSync(folder, owner.uid, owner.gid)
  const data = join(folder, 'data')
  const as = { ...owner, cwd: folder, env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' } }
  const initialized = spawnSync(
    binaries.initdb,
    ['-D', data, '-U', 'postgres', '--no-sync', ...CLUSTER],
    as,
  )
  if (initialized.status !== 0) throw new Error(`initdb failed: ${initialized.stderr}`)

  let server: { child: ChildProcess; ended: Promise<void> } | undefined
  const url = (database: string, user = 'postgres') =>
    `postgres://${user}@localhost/${database}?host=${encodeURIComponent(folder)}`

  const query = async <Row>(text: string, database = 'postgres'): Promise<Row[]> => {
    const client = new pg.Client({ connectionString: url(database) })
    client.on('error', () => {})
    await client.connect()
    try {
      return (await client.query(text)).rows
    } finally {
      await client.end()
    }
  }

  const launch = () => {
    const settings = Object.entries({
      listen_addresses: '',
      unix_socket_directories: folder,
      fsync: isDurable ? 'on' : 'off',
      max_connections: '60',
      shared_buffers: '32MB',
    }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    const child = spawn(binaries.postgres, ['-D', data, ...settings], { ...as, stdio: 'ignore' })
    return { child, ended: new Promise<void>((resolve) => child.once('exit', () => resolve())) }
  }

  const start = async (): Promise<void> => {
    for (let attempt = 0; attempt < 200; attempt += 1) {
      // What a killed server leaves behind may hold its data for a moment longer; then it is tried again.
      if (!server || server.child.exitCode !== null || server.child.signalCode !== null)
        server = launch()
      const isUp = await query('SELECT 1').then(
        () => true,
        () => false,
      )
      if (isUp) return
      await wait(100)
    }
    throw new Error('The PostgreSQL server does not start.')
  }

  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    server?.child.kill(signal)
    await server?.ended
  }

  const killAtExit = () => server?.child.kill('SIGQUIT')
  process.once('exit', killAtExit)
  await start()
  const [row] = await query<{ server_version: string }>('SHOW server_version')
  return {
    version: row?.server_version ?? '',
    url,
    query,
    kill,
    start,
    stop: async () => {
      await kill('SIGINT')
      process.removeListener('exit', killAtExit)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
