import { configurationError } from '../client-error.ts'
import type { CallOptions } from '../client-options.ts'
import type { Connection } from '../connection.ts'
import { cursorPages } from './cursor-pages.ts'
import { fetchPage } from './fetch-page.ts'
import { indexPages, type Walk } from './index-pages.ts'
import { filterText, type ListParameters, treeOf } from './list-parameters.ts'
import { type ListEnd, onlyNew, type Page } from './page.ts'
import { splitFilter } from './split-filter.ts'

/** Everything a list has, and whether that is proven. */
export interface Snapshot<R> {
  readonly resources: R[]
  /** The server agrees that nobody is missing: only then may those who are not in it be taken for gone. */
  readonly complete: boolean
  /** Why it is not proven to be complete. */
  readonly reason: string | undefined
  readonly duplicates: number
}

/** A list: iterate over all of it, or ask for pages. */
export interface ResourceList<R> extends AsyncIterable<R> {
  /** The first page alone. */
  page(): Promise<Page<R>>
  pages(): AsyncIterable<Page<R>>
  /** All of it, up to a limit that has to be given: a list may have a million entries. */
  toArray(options: { readonly limit: number }): Promise<R[]>
  /** All of it, with the proof that it is all. */
  snapshot(): Promise<Snapshot<R>>
}

/** Where to list. */
export interface ListRequest<R> {
  readonly endpoint: string
  readonly parameters: ListParameters<R>
  readonly options?: CallOptions | undefined
  readonly search?: boolean
}

/** A list that has not been asked for yet; see the rules of paging in the README. */
export const resourceList = <R, S>(
  connection: Connection,
  { endpoint, parameters, options, search = false }: ListRequest<R>,
): ResourceList<S> => {
  const { filter, paging = 'auto', onInvalidCursor = 'restart', ...rest } = parameters
  const { startIndex = 1, count = 100 } = rest
  if (!Number.isInteger(count) || count < 0) throw configurationError('count must be 0 or more.')

  const walkOf = (text: string | undefined, seen: Set<string>): Walk<S> => ({
    endpoint,
    startIndex,
    count,
    seen,
    fetchPage: ({ startIndex: start, cursor }) => {
      const query = { ...rest, filter: text, count, startIndex: start, cursor }
      return fetchPage<S>(connection, { endpoint, query, options, search })
    },
  })
  const tree = treeOf(filter)
  const whole = tree === undefined ? undefined : filterText(tree)
  // Parts cannot be sorted as a whole, nor entered in the middle.
  const isWhole = typeof tree !== 'object' || rest.sortBy !== undefined || startIndex !== 1
  const texts = isWhole ? [whole] : splitFilter(tree).map(filterText)
  const byCursor = () =>
    paging === 'cursor' ||
    (paging === 'auto' &&
      startIndex === 1 &&
      connection.discovery.known().cursor.supported === 'yes')

  async function* pages(seen = new Set<string>()): AsyncGenerator<Page<S>, ListEnd[]> {
    const ends: ListEnd[] = []
    for (const text of texts) {
      const walk = walkOf(text, seen)
      ends.push(yield* byCursor() ? cursorPages(walk, onInvalidCursor) : indexPages(walk))
    }
    return ends
  }

  return {
    page: async () => onlyNew(await walkOf(whole, new Set()).fetchPage({ startIndex }), new Set()),
    pages: () => pages(),
    async *[Symbol.asyncIterator]() {
      for await (const { resources } of pages()) yield* resources
    },
    toArray: async ({ limit }) => {
      const all: S[] = []
      if (limit > 0)
        for await (const { resources } of pages()) {
          all.push(...resources.slice(0, limit - all.length))
          if (all.length >= limit) break
        }
      return all
    },
    snapshot: () => takeSnapshot(pages(), startIndex),
  }
}

const takeSnapshot = async <S>(
  pages: AsyncGenerator<Page<S>, ListEnd[]>,
  startIndex: number,
): Promise<Snapshot<S>> => {
  const resources: S[] = []
  let duplicates = 0
  for (;;) {
    const { done, value } = await pages.next()
    if (done) {
      const reason = startIndex === 1 ? doubt(value, resources.length) : 'it does not start at 1'
      return { resources, complete: reason === undefined, reason, duplicates }
    }
    for (const resource of value.resources) resources.push(resource)
    duplicates += value.duplicates
  }
}

const doubt = (ends: readonly ListEnd[], listed: number): string | undefined => {
  if (ends.some(({ changed }) => changed)) return 'the total changed while it was read'
  if (ends.some(({ by }) => by === 'unturned')) return 'the server sends one page only'
  const promised = ends.reduce((sum, { totalResults = 0 }) => sum + totalResults, 0)
  return promised > listed ? `the server counts ${promised}, and sent ${listed}` : undefined
}
