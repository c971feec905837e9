import { compareCodePoints } from '@scimwright/engine'
import type { ListQuery } from '@scimwright/server'
import type { Database } from 'better-sqlite3'
import type { MatchingRows } from '../list/list-statements.ts'
import { tooMany } from '../list/too-many.ts'
import { type Sql, sql } from '../sql.ts'

/** Runs a piece of SQL; rows as arrays. */
export type RunSql = (piece: Sql) => unknown[][]

/** One resource that matches, and what it is sorted by. */
type Match = [id: string, position: number, key: string | number | null]

/** How a scan is cut up, and where it ends. */
export interface ScanLimits {
  /** Resources that are looked at before others get their turn. */
  readonly slice: number
  readonly milliseconds: number
  /** Matches that may be sorted. */
  readonly matches: number
}

/**
 * Finds the page of a list that every resource has to be asked for, in slices: other work gets its turn between them.
 * It sees what is committed meanwhile.
 */
export const createScan = (db: Database, run: RunSql, limits: ScanLimits) => {
  const sliceEnd = db
    .prepare<[string, string, number, number], number>(
      `SELECT position FROM resource WHERE directory_id = ? AND type = ? AND position > ?
       ORDER BY position LIMIT 1 OFFSET ?`,
    )
    .pluck()

  const slices = async function* (directoryId: string, matching: MatchingRows) {
    const deadline = Date.now() + limits.milliseconds
    for (const [{ name }, rows] of matching)
      for (let from = 0; from < Number.POSITIVE_INFINITY; ) {
        const end = sliceEnd.get(directoryId, name, from, limits.slice - 1)
        const slice = sql`${rows} AND r.position > ${from} AND r.position <= ${end ?? Number.MAX_SAFE_INTEGER}
          ORDER BY r.position`
        yield run(slice) as Match[]
        if (Date.now() > deadline) throw tooMany()
        from = end ?? Number.POSITIVE_INFINITY
        await new Promise(setImmediate)
      }
  }

  return async (
    directoryId: string,
    { sortBy, sortOrder, startIndex, count, after = 0 }: ListQuery,
    matching: MatchingRows,
  ): Promise<{ ids: string[]; total: number; last: number | undefined }> => {
    const first = startIndex - 1
    const isInOrder = sortBy === undefined && matching.size === 1
    let total = 0
    const matches: Match[] = []
    for await (const slice of slices(directoryId, matching)) {
      matches.push(...(isInOrder ? inPage(slice, { first: first - total, after }) : slice))
      // Only a page is wanted of what comes in order.
      if (isInOrder) matches.length = Math.min(matches.length, count)
      total += slice.length
      if (matches.length > limits.matches) throw tooMany()
    }
    const page = isInOrder
      ? matches
      : matches.sort(compareBy(sortOrder)).slice(first, first + count)
    return { ids: page.map(([id]) => id), total, last: page.at(-1)?.[1] }
  }
}

/** The matches of a slice from an offset on and after a position. */
const inPage = (
  slice: readonly Match[],
  { first, after }: { first: number; after: number },
): readonly Match[] =>
  after > 0 ? slice.filter(([, position]) => position > after) : slice.slice(Math.max(0, first))

const compareBy = (sortOrder: ListQuery['sortOrder']) => {
  const direction = sortOrder === 'descending' ? -1 : 1
  return ([, position, key]: Match, [, otherPosition, otherKey]: Match): number =>
    direction * compareKeys(key, otherKey) || position - otherPosition
}

const compareKeys = (one: Match[2], other: Match[2]): number => {
  if (one === null || other === null) return Number(one === null) - Number(other === null)
  if (typeof one === 'number' || typeof other === 'number') return Number(one) - Number(other)
  return compareCodePoints(one, other)
}
