import type { Directories } from '../durable-store.ts'
import { isLive, isUseNews, type TokenRow, tokenIdOf, toToken } from '../rows/token-row.ts'
import type { DirectoryWork } from './directory-work.ts'
import type { Prepared } from './statement.ts'

type Tokens = Pick<Directories, 'addToken' | 'useToken' | 'listTokens' | 'removeToken'>

const INSERT: Prepared = {
  text: `INSERT INTO token (directory_id, hash, created_at, expires_at)
    VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING`,
}
const FIND: Prepared = {
  name: 'find_token',
  text: 'SELECT * FROM token WHERE directory_id = $1 AND hash = $2',
}
const NOTE: Prepared = {
  text: 'UPDATE token SET last_used_at = $1 WHERE directory_id = $2 AND hash = $3',
}
const LIST: Prepared = {
  text: 'SELECT * FROM token WHERE directory_id = $1 ORDER BY created_at, hash',
}
const REMOVE: Prepared = {
  text: 'DELETE FROM token WHERE directory_id = $1 AND hash = $2 RETURNING hash',
}

/** Bearer tokens as rows of their hashes. */
export const createTokens = ({
  database,
  transaction,
  requireDirectory,
}: DirectoryWork): Tokens => ({
  addToken: (directoryId, tokenHash, { expiresAt } = {}) =>
    transaction(directoryId, async (connection) => {
      await requireDirectory(connection, directoryId)
      const values = [directoryId, tokenHash, new Date().toISOString(), expiresAt ?? null]
      await connection.run(INSERT, values)
      const [row] = await connection.run<TokenRow>(FIND, [directoryId, tokenHash])
      if (!row) throw new Error('A token is not there after it was added.')
      return toToken(row)
    }),
  useToken: async (directoryId, tokenHash, now) => {
    const [row] = await database.read<TokenRow>(directoryId, FIND, [directoryId, tokenHash])
    if (!row || !isLive(row, now)) return false
    if (isUseNews(row, now))
      await transaction(directoryId, ({ run }) => run(NOTE, [now, directoryId, tokenHash]))
    return true
  },
  listTokens: async (directoryId) =>
    (await database.read<TokenRow>(directoryId, LIST, [directoryId])).map(toToken),
  removeToken: (directoryId, tokenId) =>
    transaction(directoryId, async ({ run }) => {
      const rows = await run<TokenRow>(LIST, [directoryId])
      const row = rows.find(({ hash }) => tokenIdOf(hash) === tokenId)
      return row !== undefined && (await run(REMOVE, [directoryId, row.hash])).length === 1
    }),
})
