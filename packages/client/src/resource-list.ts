import type { ListResponse } from '@scimwright/types'
import { ClientError } from './client-error.ts'
import type { CallOptions, ProjectionOptions } from './client-options.ts'
import type { Transport } from './transport.ts'

/** What to list (RFC 7644 §3.4.2). */
export interface ListParameters extends ProjectionOptions {
  readonly filter?: string
  readonly sortBy?: string
  readonly sortOrder?: 'ascending' | 'descending'
  /** 1-based. */
  readonly startIndex?: number
  /** Resources in a page; the server's default when left out. */
  readonly count?: number
}

/** One page. */
export interface Page<R> {
  readonly resources: R[]
  /** As the server says; undefined when it does not. */
  readonly totalResults: number | undefined
  readonly startIndex: number
}

/** A list: iterate over all of it, or ask for pages. */
export interface ResourceList<R> extends AsyncIterable<R> {
  /** The first page alone. */
  page(): Promise<Page<R>>
  pages(): AsyncIterable<Page<R>>
  /** All of it, up to a limit that has to be given: a list may have a million entries. */
  toArray(options: { readonly limit: number }): Promise<R[]>
}

/**
 * Lists page by page: goes on by what came, not by what was asked for; ends at an empty page or past the total.
 *
 * @throws ClientError paging, when the server sends the first page again and again.
 */
export const resourceList = <R>(
  transport: Transport,
  endpoint: string,
  { parameters, options }: { parameters: ListParameters; options?: CallOptions | undefined },
): ResourceList<R> => {
  const fetchPage = async (startIndex: number): Promise<Page<R>> => {
    const path = `${endpoint}?${queryOf({ ...parameters, startIndex })}`
    const { data } = await transport({ method: 'GET', path, idempotent: true, options })
    return readPage<R>(data, startIndex)
  }

  async function* pages(): AsyncGenerator<Page<R>> {
    const seen = new Set<string>()
    for (let startIndex = parameters.startIndex ?? 1; ; ) {
      const page = await fetchPage(startIndex)
      if (page.resources.length === 0) return
      const fresh = page.resources.filter((resource) => isNew(resource, seen))
      const end = startIndex + page.resources.length
      // A page of old acquaintances while more are promised: the server does not look at startIndex.
      if (fresh.length === 0) throw ignoredStartIndex(endpoint)
      yield { ...page, resources: fresh }
      if (page.totalResults !== undefined && end > page.totalResults) return
      startIndex = end
    }
  }

  return {
    page: () => fetchPage(parameters.startIndex ?? 1),
    pages,
    async *[Symbol.asyncIterator]() {
      for await (const { resources } of pages()) yield* resources
    },
    toArray: async ({ limit }) => {
      const all: R[] = []
      for await (const { resources } of pages()) {
        all.push(...resources.slice(0, limit - all.length))
        if (all.length >= limit) break
      }
      return all
    },
  }
}

const queryOf = (parameters: ListParameters): string => {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) query.set(name, Array.isArray(value) ? value.join(',') : String(value))
  // Some servers read "+" as a plus.
  return query.toString().replaceAll('+', '%20')
}

const readPage = <R>(data: unknown, startIndex: number): Page<R> => {
  const { Resources, resources, totalResults } = (data ?? {}) as ListResponse<R> & {
    resources?: R[]
  }
  return {
    resources: Resources ?? resources ?? [],
    totalResults: typeof totalResults === 'number' ? totalResults : undefined,
    startIndex,
  }
}

const isNew = (resource: unknown, seen: Set<string>): boolean => {
  const { id } = resource as { id?: unknown }
  if (typeof id !== 'string') return true
  if (seen.has(id)) return false
  seen.add(id)
  return true
}

const ignoredStartIndex = (endpoint: string): ClientError =>
  new ClientError({
    code: 'paging',
    message: `GET ${endpoint}: the server sends the same page for every startIndex; the list is not whole.`,
  })
