import { type DirectoryRow, noDirectory } from '../rows/directory-row.ts'
import type { Connection, Database } from './database.ts'
import { postgresError } from './postgres-error.ts'
import type { Prepared } from './statement.ts'

/** A directory that was not removed. */
export const GET_DIRECTORY: Prepared = {
  name: 'get_directory',
  text: 'SELECT * FROM directory WHERE directory_id = $1 AND removed_at IS NULL',
}

/** What statements about directories are run with. */
export interface DirectoryWork {
  readonly database: Database
  /** One transaction; its errors are those of the store. */
  transaction<T>(directoryId: string, work: (connection: Connection) => Promise<T>): Promise<T>
  /** Throws unless there is such a directory. */
  requireDirectory(connection: Connection, directoryId: string): Promise<void>
}

/** Runs statements about directories. */
export const createDirectoryWork = (database: Database): DirectoryWork => ({
  database,
  transaction: async (directoryId, work) => {
    try {
      return await database.transaction(directoryId, work)
    } catch (error) {
      throw postgresError(error)
    }
  },
  requireDirectory: async ({ run }, directoryId) => {
    const [row] = await run<DirectoryRow>(GET_DIRECTORY, [directoryId])
    if (!row) throw noDirectory(directoryId)
  },
})
