import type { CallOptions } from '../client-options.ts'
import { sleep } from '../http/linked-signal.ts'
import type { CursorPage } from './paged-list.ts'

/** How events are followed. */
export interface FollowOptions extends CallOptions {
  /** Milliseconds between two looks when nothing is new; undefined ends there. */
  readonly pollMs?: number | undefined
}

interface Sequenced {
  readonly sequence: number
}

/** Events after a sequence number; with `pollMs` it goes on until the signal of the call is aborted. */
export async function* followEvents<E extends Sequenced>(
  fetchPage: (after: number) => Promise<CursorPage<E>>,
  from: number,
  { pollMs, signal }: FollowOptions,
): AsyncGenerator<E> {
  // Whether it was in a call or between two, who has had enough gets an end and no error.
  const orEnd = (error: unknown): undefined => {
    if (pollMs !== undefined && signal?.aborted) return undefined
    throw error
  }
  for (let after = from; ; ) {
    const page = await fetchPage(after).catch(orEnd)
    if (!page) return
    for (const event of page.data) {
      yield event
      // Where the caller stops, the next call goes on.
      after = event.sequence
    }
    if (page.next !== undefined) continue
    if (pollMs === undefined) return
    await sleep(pollMs, signal).catch(orEnd)
    if (signal?.aborted) return
  }
}
