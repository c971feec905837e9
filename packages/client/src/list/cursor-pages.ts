import { isClientError } from '../client-error.ts'
import { indexPages, type Walk } from './index-pages.ts'
import { type ListEnd, onlyNew, type Page, pagingError } from './page.ts'

/**
 * Pages by cursor (RFC 9865). A cursor that is refused leads back to the start, by `startIndex`, and nobody is listed twice.
 *
 * @throws ClientError paging, when cursors go round in a circle.
 */
export async function* cursorPages<R>(
  walk: Walk<R>,
  onInvalidCursor: 'restart' | 'fail',
): AsyncGenerator<Page<R>, ListEnd> {
  const used = new Set<string>()
  for (let cursor = ''; ; ) {
    const page = await walk.fetchPage({ cursor }).catch((error: unknown) => {
      if (onInvalidCursor === 'restart' && refusesCursor(error)) return undefined
      throw error
    })
    const { nextCursor, totalResults, resources } = page ?? {}
    // Without a next cursor although there is more, the server does not know the parameter.
    const unknown = cursor === '' && nextCursor === undefined && totalResults !== resources?.length
    if (!page || unknown) return yield* indexPages(walk)
    yield onlyNew(page, walk.seen)
    if (nextCursor === undefined) return { by: 'empty', totalResults, changed: false }
    if (used.has(nextCursor)) throw pagingError(walk.endpoint, 'the cursors go round in a circle')
    used.add(nextCursor)
    cursor = nextCursor
  }
}

const refusesCursor = (error: unknown): boolean =>
  isClientError(error, 'http') &&
  error.status === 400 &&
  /^(invalidCursor|expiredCursor)$/.test(error.scimType ?? '')
