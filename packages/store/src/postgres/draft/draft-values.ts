import type { ValueKey, ValueTable } from '../../write/tables.ts'
import { requireIndexable } from '../storable.ts'
import { keyOf, type Overlay } from './overlay.ts'

/** A row of the value index, or a unique value, which has no label. */
export interface DraftValue {
  readonly type: string
  readonly path: string
  readonly value: string
  readonly label?: string
  readonly resourceId: string
}

/** The key of a unique value. */
export const uniqueKey = ({ type, path, value }: Omit<ValueKey, 'directoryId'>): string =>
  keyOf(type, path, value)

/** The value rows of a directory, in memory; unique values a write asks for are loaded before. */
export const draftValues = (
  unique: Overlay<DraftValue>,
  indexed: Overlay<DraftValue>,
): ValueTable => {
  const indexedKey = ({ type, path, value, label }: ValueKey & { label: string }, id: string) =>
    keyOf(type, path, value, label, id)
  return {
    addUnique: (key, resourceId) => {
      const name = uniqueKey(key)
      if (unique.get(name)) return false
      requireIndexable(key)
      unique.set(name, { ...rowOf(key), resourceId })
      return true
    },
    // What the document of a resource says, the database has: it need not be asked before it is removed.
    removeUnique: (key, resourceId) => {
      const name = uniqueKey(key)
      unique.load(name, { ...rowOf(key), resourceId })
      if (unique.get(name)?.resourceId === resourceId) unique.remove(name)
    },
    addIndexed: (key, resourceId) => {
      requireIndexable(key)
      indexed.set(indexedKey(key, resourceId), { ...rowOf(key), label: key.label, resourceId })
    },
    removeIndexed: (key, resourceId) => {
      const name = indexedKey(key, resourceId)
      indexed.load(name, { ...rowOf(key), label: key.label, resourceId })
      indexed.remove(name)
    },
  }
}

const rowOf = ({ type, path, value }: ValueKey) => ({ type, path, value })
