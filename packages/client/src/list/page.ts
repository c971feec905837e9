import { ClientError } from '../client-error.ts'

/** One page. */
export interface Page<R> {
  readonly resources: R[]
  /** As the server says; undefined when it does not. */
  readonly totalResults: number | undefined
  readonly startIndex: number
  /** How many were left out because they had been listed before. */
  readonly duplicates: number
  readonly nextCursor: string | undefined
}

/** How a list ended. */
export interface ListEnd {
  /** The server said so by an empty page or the end of its cursors, by its total, or it never turned the page. */
  readonly by: 'empty' | 'total' | 'unturned'
  readonly totalResults: number | undefined
  /** The total was another one on another page: somebody wrote meanwhile. */
  readonly changed: boolean
}

/** Reads the answer to a query leniently. */
export const readPage = <R>(data: unknown, startIndex: number): Page<R> => {
  const body = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>
  const resources = body.Resources ?? body.resources
  const total = Number(body.totalResults ?? Number.NaN)
  return {
    resources: Array.isArray(resources) ? resources : [],
    totalResults: Number.isInteger(total) ? total : undefined,
    startIndex,
    duplicates: 0,
    nextCursor:
      typeof body.nextCursor === 'string' && body.nextCursor ? body.nextCursor : undefined,
  }
}

/** The id of a resource, if it has one. */
export const idOf = (resource: unknown): string | undefined => {
  const { id } = (resource ?? {}) as { id?: unknown }
  return typeof id === 'string' ? id : undefined
}

/** A page without those who were listed before; the others are remembered. */
export const onlyNew = <R>(page: Page<R>, seen: Set<string>): Page<R> => {
  const resources = page.resources.filter((resource) => {
    const id = idOf(resource)
    if (id === undefined) return true
    const isNew = !seen.has(id)
    seen.add(id)
    return isNew
  })
  return { ...page, resources, duplicates: page.resources.length - resources.length }
}

/** The error of a list that would not be whole. */
export const pagingError = (endpoint: string, why: string): ClientError =>
  new ClientError({ code: 'paging', message: `[GET] ${endpoint}: ${why}; the list is not whole.` })
