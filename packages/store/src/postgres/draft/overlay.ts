/** Undoes changes in memory, last first. */
export interface Journal {
  record(undo: () => void): void
  /** Takes back what was recorded since the last `accept`. */
  undo(): void
  accept(): void
}

/** A journal without entries. */
export const createJournal = (): Journal => {
  let undos: (() => void)[] = []
  return {
    record: (undo) => {
      undos.push(undo)
    },
    undo: () => {
      for (const undo of undos.reverse()) undo()
      undos = []
    },
    accept: () => {
      undos = []
    },
  }
}

/** Rows as they were loaded, and as they are to be. */
export interface Overlay<Row> {
  get(key: string): Row | undefined
  /** Says that the database has a row; nothing when it is known already. */
  load(key: string, row: Row): void
  set(key: string, row: Row): void
  remove(key: string): void
  /** What the database has to do. */
  changes(): Changes<Row>
}

/** How rows differ from what was loaded. */
export interface Changes<Row> {
  readonly added: readonly Row[]
  readonly changed: readonly Row[]
  readonly removed: readonly Row[]
}

/** An overlay without rows. */
export const createOverlay = <Row>(journal: Journal): Overlay<Row> => {
  const loaded = new Map<string, Row>()
  const current = new Map<string, Row>()
  const restore = (key: string): (() => void) => {
    const row = current.get(key)
    return () => {
      if (row === undefined) current.delete(key)
      else current.set(key, row)
    }
  }
  return {
    get: (key) => current.get(key),
    load: (key, row) => {
      if (loaded.has(key) || current.has(key)) return
      loaded.set(key, row)
      current.set(key, row)
    },
    set: (key, row) => {
      journal.record(restore(key))
      current.set(key, row)
    },
    remove: (key) => {
      journal.record(restore(key))
      current.delete(key)
    },
    changes: () => {
      const rows = [...current].filter(([key, row]) => loaded.get(key) !== row)
      return {
        added: rows.flatMap(([key, row]) => (loaded.has(key) ? [] : [row])),
        changed: rows.flatMap(([key, row]) => (loaded.has(key) ? [row] : [])),
        removed: [...loaded].flatMap(([key, row]) => (current.has(key) ? [] : [row])),
      }
    },
  }
}

/** The key of a row, from what identifies it. */
export const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts)
