import type { DirectoryPlace, DraftChanges } from './draft/draft-changes.ts'

/** Where this process has left the directories it writes to. */
export interface Places {
  get(directoryId: string): DirectoryPlace | undefined
  /** Where a directory is, or will be, when some changes of it are committed. */
  remember(directoryId: string, changes: Pick<DraftChanges, 'start' | 'place'>): void
  forget(directoryId: string): void
}

// A place is small; a process that has seen so many directories begins anew.
const CAPACITY = 10_000

/** No places yet. */
export const createPlaces = (): Places => {
  const places = new Map<string, DirectoryPlace>()
  return {
    get: (directoryId) => places.get(directoryId),
    remember: (directoryId, { start, place }) => {
      if (places.size >= CAPACITY) places.clear()
      places.set(directoryId, { ...start, ...place })
    },
    forget: (directoryId) => {
      places.delete(directoryId)
    },
  }
}
