import { ScimError } from '@scimwright/types'
import Database from 'better-sqlite3'

/** What a write failed of, as its client may be told: a full disk is 507, a locked file 503; other errors as they are. */
export const storageError = (error: unknown): unknown => {
  if (!(error instanceof Database.SqliteError)) return error
  if (error.code === 'SQLITE_FULL')
    return new ScimError({
      status: 507,
      detail:
        'The disk is full and nothing of this write was stored. Send it again when there is room.',
      cause: error,
    })
  if (error.code.startsWith('SQLITE_BUSY'))
    return new ScimError({
      status: 503,
      detail:
        'Another process holds the database and nothing of this write was stored. Send it again.',
      cause: error,
    })
  return error
}
