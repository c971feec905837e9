import { isClientError } from '../client-error.ts'

/** How far a change of many has come. */
export interface ChunkProgress {
  readonly done: number
  readonly total: number
}

/** What is sent, and in what portions. */
export interface Chunks<T> {
  readonly items: readonly T[]
  readonly size: number
  readonly send: (chunk: readonly T[]) => Promise<void>
  readonly onProgress?: ((progress: ChunkProgress) => void) | undefined
}

/** Sends portions in order; one that is too big for the server is halved, and so are those after it. */
export const sendInChunks = async <T>({ items, size, send, onProgress }: Chunks<T>) => {
  let portion = size
  for (let done = 0; done < items.length; ) {
    const chunk = items.slice(done, done + portion)
    try {
      await send(chunk)
    } catch (error) {
      if (!isTooBig(error) || chunk.length === 1) throw error
      portion = Math.ceil(chunk.length / 2)
      continue
    }
    done += chunk.length
    onProgress?.({ done, total: items.length })
  }
}

const isTooBig = (error: unknown): boolean =>
  isClientError(error, 'http') && (error.status === 413 || error.scimType === 'tooMany')
