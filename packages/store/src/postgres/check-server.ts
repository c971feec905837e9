import type { Database } from './database.ts'
import type { Prepared } from './statement.ts'

const SETTINGS: Prepared = {
  text: `SELECT current_setting('server_version_num')::int AS version,
    current_setting('server_encoding') AS encoding,
    current_setting('synchronous_commit') AS "synchronousCommit"`,
}

interface Settings {
  version: number
  encoding: string
  synchronousCommit: string
}

const OLDEST = 15

/**
 * Makes sure that the server keeps what it has acknowledged, and every text.
 *
 * @throws Error naming the setting and what to do.
 */
export const requireSafety = async (database: Database): Promise<void> => {
  const [settings] = await database.read<Settings>('*', SETTINGS)
  if (!settings) throw new Error('it does not say how it is set up.')
  const { version, encoding, synchronousCommit } = settings
  const major = Math.floor(version / 10_000)
  if (major < OLDEST)
    throw new Error(`PostgreSQL ${major} is too old: ${OLDEST} or newer is needed.`)
  if (encoding !== 'UTF8')
    throw new Error(
      `its encoding is ${encoding}. Make a database with the encoding UTF8 and use that one.`,
    )
  if (synchronousCommit === 'off')
    throw new Error(
      'it acknowledges writes before they are on disk. Set synchronous_commit to on for this database or role.',
    )
}
