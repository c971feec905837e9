import { idOf, type ListEnd, onlyNew, type Page, pagingError } from './page.ts'

/** How pages are fetched, and what was listed before. */
export interface Walk<R> {
  readonly endpoint: string
  readonly startIndex: number
  readonly count: number
  readonly seen: Set<string>
  readonly fetchPage: (where: {
    readonly startIndex?: number
    readonly cursor?: string
  }) => Promise<Page<R>>
}

/**
 * Pages by `startIndex`: goes on by what came, not by what was asked for, and ends at an empty page or past the total.
 *
 * @throws ClientError paging, when the server never turns the page although there is more.
 */
export async function* indexPages<R>(walk: Walk<R>): AsyncGenerator<Page<R>, ListEnd> {
  const { endpoint, startIndex, count, seen, fetchPage } = walk
  let first: string | undefined
  let changed = false
  let total: number | undefined
  let stale = 0
  for (let start = startIndex; ; ) {
    const page = await fetchPage({ startIndex: start })
    const { length } = page.resources
    changed ||= start > startIndex && page.totalResults !== total
    total = page.totalResults
    if (length === 0) return { by: 'empty', totalResults: total, changed }
    const firstHere = idOf(page.resources[0])
    if (start > startIndex && firstHere !== undefined && firstHere === first) {
      const more = total === undefined ? length >= count : total >= start
      if (more) throw pagingError(endpoint, 'the server ignores startIndex')
      return { by: 'unturned', totalResults: total, changed }
    }
    first ??= firstHere
    const fresh = onlyNew(page, seen)
    stale = fresh.resources.length === 0 ? stale + 1 : 0
    if (stale > 1)
      throw pagingError(endpoint, 'the server sends the same resources again and again')
    yield fresh
    const end = start + placesOf(page.resources)
    if (total !== undefined && end > total && !isDoubtful({ start, length, total }, walk))
      return { by: 'total', totalResults: total, changed }
    start = end
  }
}

// A resource that comes twice in one page has one place in the list: to count it twice would skip somebody.
const placesOf = (resources: readonly unknown[]): number => {
  const ids = resources.map(idOf).filter((id) => id !== undefined)
  return resources.length - ids.length + new Set(ids).size
}

// Some servers count the page instead of the list: a total that is just a full page, or less than what came already.
const isDoubtful = (
  { start, length, total }: { start: number; length: number; total: number },
  { startIndex, count }: { startIndex: number; count: number },
): boolean => total < start || (start === startIndex && total === length && length >= count)
