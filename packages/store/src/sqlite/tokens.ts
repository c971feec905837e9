import type { Database } from 'better-sqlite3'
import type { Directories } from '../durable-store.ts'
import { isLive, isUseNews, type TokenRow, tokenIdOf, toToken } from '../rows/token-row.ts'
import type { GroupCommit } from './group-commit.ts'

type Tokens = Pick<Directories, 'addToken' | 'useToken' | 'listTokens' | 'removeToken'>

/** Bearer tokens as rows of their hashes. */
export const createTokens = (
  db: Database,
  {
    commits,
    requireDirectory,
  }: { commits: GroupCommit; requireDirectory: (directoryId: string) => void },
): Tokens => {
  const insert = db.prepare<[string, Uint8Array, string, number | null]>(
    `INSERT INTO token (directory_id, hash, created_at, expires_at) VALUES (?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  )
  const find = db.prepare<[string, Uint8Array], TokenRow>(
    'SELECT * FROM token WHERE directory_id = ? AND hash = ?',
  )
  const note = db.prepare<[number, string, Uint8Array]>(
    'UPDATE token SET last_used_at = ? WHERE directory_id = ? AND hash = ?',
  )
  const list = db.prepare<[string], TokenRow>(
    'SELECT * FROM token WHERE directory_id = ? ORDER BY created_at, hash',
  )
  const remove = db.prepare<[string, Uint8Array]>(
    'DELETE FROM token WHERE directory_id = ? AND hash = ?',
  )
  return {
    addToken: (directoryId, tokenHash, { expiresAt } = {}) =>
      commits.run(() => {
        requireDirectory(directoryId)
        const createdAt = new Date().toISOString()
        insert.run(directoryId, tokenHash, createdAt, expiresAt ?? null)
        const row = find.get(directoryId, tokenHash)
        if (!row) throw new Error('A token is not there after it was added.')
        return toToken(row)
      }),
    useToken: async (directoryId, tokenHash, now) => {
      const row = find.get(directoryId, tokenHash)
      if (!row || !isLive(row, now)) return false
      if (isUseNews(row, now)) await commits.run(() => note.run(now, directoryId, tokenHash))
      return true
    },
    listTokens: async (directoryId) => list.all(directoryId).map(toToken),
    removeToken: (directoryId, tokenId) =>
      commits.run(() => {
        const row = list.all(directoryId).find(({ hash }) => tokenIdOf(hash) === tokenId)
        return row !== undefined && remove.run(directoryId, row.hash).changes === 1
      }),
  }
}
