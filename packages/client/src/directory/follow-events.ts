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
  for (let after = from; ; ) {
    const { data, next } = await fetchPage(after)
    for (const event of data) {
      yield event
      // Where the caller stops, the next call goes on.
      after = event.sequence
    }
    if (next !== undefined) continue
    if (pollMs === undefined || signal?.aborted) return
    const isOver = await sleep(pollMs, signal).then(
      () => false,
      () => true,
    )
    if (isOver) return
  }
}
