import type { Directory, DurableStore } from '@scimwright/store'
import { hashToken } from './hash-token.ts'

/** Directories and their tokens, as they were a moment ago. */
export interface DirectoryCache {
  /** Synchronous, for events: every directory that has a write has been looked up before it. */
  known(directoryId: string): Directory | undefined
  /** The directory a token belongs to, if it is this one and enabled. */
  authenticate(directoryId: string, token: string): Promise<Directory | undefined>
  remember(directory: Directory): void
  /** Looks everything about a directory up again: a token or the directory itself was taken away. */
  forget(directoryId: string): void
}

const TTL_MS = 5000
const MAX_TOKENS = 10_000

/** A cache in front of the store: a request costs one hash, not two queries. */
export const createDirectoryCache = (directories: DurableStore['directories']): DirectoryCache => {
  const byId = new Map<string, Directory>()
  const tokens = new Map<string, number>()

  const remember = (directory: Directory): void => {
    byId.set(directory.id, directory)
  }

  const load = async (directoryId: string): Promise<Directory | undefined> => {
    const directory = await directories.get(directoryId)
    if (directory) remember(directory)
    return directory
  }

  return {
    known: (directoryId) => byId.get(directoryId),
    remember,
    forget: (directoryId) => {
      byId.delete(directoryId)
      for (const key of tokens.keys()) if (key.startsWith(`${directoryId} `)) tokens.delete(key)
    },
    authenticate: async (directoryId, token) => {
      const hash = hashToken(token)
      const key = `${directoryId} ${hash.toString('base64')}`
      const knownUntil = tokens.get(key) ?? 0
      const directory = byId.get(directoryId)
      if (directory && knownUntil > Date.now()) return directory.enabled ? directory : undefined
      // A wrong token is never remembered: it could fill the cache.
      if (!(await directories.useToken(directoryId, hash, Date.now()))) return undefined
      if (tokens.size >= MAX_TOKENS) tokens.clear()
      tokens.set(key, Date.now() + TTL_MS)
      const fresh = await load(directoryId)
      return fresh?.enabled ? fresh : undefined
    },
  }
}
