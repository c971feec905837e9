import type { DirectoryToken } from '../durable-store.ts'

/** A token as it lies in its row. */
export interface TokenRow {
  hash: Uint8Array
  created_at: string
  expires_at: number | null
  last_used_at: number | null
}

// How often the use of a token is written down.
const USE_MS = 60_000

/** The token of a row. */
export const toToken = (row: TokenRow): DirectoryToken => ({
  id: tokenIdOf(row.hash),
  createdAt: row.created_at,
  expiresAt: row.expires_at ?? undefined,
  lastUsedAt: row.last_used_at ?? undefined,
})

/** Whether the token of a row lets somebody in. */
export const isLive = ({ expires_at }: TokenRow, now: number): boolean =>
  expires_at === null || expires_at > now

/** Whether a use of the token is to be written down. */
export const isUseNews = ({ last_used_at }: TokenRow, now: number): boolean =>
  last_used_at === null || now - last_used_at >= USE_MS

/** The id of a token: a part of its hash, of no use to whoever wants in. */
export const tokenIdOf = (hash: Uint8Array): string =>
  `sec_${Buffer.from(hash.subarray(0, 10)).toString('hex')}`
