import { isClientError } from '../client-error.ts'
import type { Answer } from '../http/call.ts'

/** A write that is made on the version that was read. */
export interface VersionedWrite {
  readonly read: () => Promise<Answer>
  /** Without a version the server has none, and the write is made as it is. */
  readonly write: (current: Answer, version: string | undefined) => Promise<Answer>
  /** Twice is as good as once. */
  readonly repeatable: () => boolean
}

/** Reads, writes, and when somebody else wrote in between reads and writes once more. */
export const atVersion = async ({ read, write, repeatable }: VersionedWrite): Promise<Answer> => {
  const current = await read()
  try {
    return await write(current, versionOf(current))
  } catch (error) {
    if (!isClientError(error, 'http') || error.status !== 412) throw error
    // After a lost answer it may be our own write that changed the version.
    if (error.attempts > 1 && !repeatable()) throw error
    const newer = await read()
    return write(newer, versionOf(newer))
  }
}

const versionOf = ({ data, response }: Answer): string | undefined => {
  const { meta } = (data ?? {}) as { meta?: { version?: unknown } }
  return typeof meta?.version === 'string' && meta.version
    ? meta.version
    : (response.headers.get('etag') ?? undefined)
}
