/** One page of a list, and where the next one begins. */
export interface CursorPage<T> {
  readonly data: readonly T[]
  /** Undefined on the last page. */
  readonly next: number | undefined
}

/** A list that is read page by page as it is iterated over. */
export interface PagedList<T> extends AsyncIterable<T> {
  /** The first page alone. */
  page(): Promise<CursorPage<T>>
  pages(): AsyncIterable<CursorPage<T>>
  /** All of it, up to a limit that has to be given. */
  toArray(options: { readonly limit: number }): Promise<T[]>
}

/** A list over a way to read the page after a place; undefined is the beginning. */
export const pagedList = <T>(
  fetchPage: (after: number | undefined) => Promise<CursorPage<T>>,
  from?: number | undefined,
): PagedList<T> => {
  async function* pages(): AsyncGenerator<CursorPage<T>> {
    for (let after = from; ; ) {
      const page = await fetchPage(after)
      yield page
      if (page.next === undefined) return
      after = page.next
    }
  }
  async function* items(): AsyncGenerator<T> {
    for await (const { data } of pages()) yield* data
  }
  return {
    page: () => fetchPage(from),
    pages,
    [Symbol.asyncIterator]: items,
    toArray: async ({ limit }) => {
      const all: T[] = []
      if (limit <= 0) return all
      for await (const item of items()) if (all.push(item) >= limit) break
      return all
    },
  }
}
