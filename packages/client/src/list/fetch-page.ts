import { urns } from '@scimwright/types'
import { isClientError } from '../client-error.ts'
import type { CallOptions } from '../client-options.ts'
import type { Connection } from '../connection.ts'
import type { Answer } from '../http/call.ts'
import { type Page, readPage } from './page.ts'

/** The parameters of one request for a page. */
export type Query = Readonly<Record<string, string | number | readonly string[] | undefined>>

/** Where a page is asked for. */
export interface PageRequest {
  /** `/Users`; empty for all types. */
  readonly endpoint: string
  readonly query: Query
  readonly options?: CallOptions | undefined
  /** Never by GET. */
  readonly search?: boolean
}

/** Longer addresses are cut or refused by proxies. */
const MAX_URL = 6000

/** Fetches a page: by GET, or by POST /.search where the query is too long for an address (RFC 7644 §3.4.3). */
export const fetchPage = async <R>(
  connection: Connection,
  { endpoint, query, options, search = false }: PageRequest,
): Promise<Page<R>> => {
  const byPost = () =>
    connection.send({
      method: 'POST',
      path: `${endpoint}/.search`,
      body: { schemas: [urns.SearchRequest], ...query },
      idempotent: true,
      readOnly: true,
      options,
    })
  const byGet = () =>
    connection.send({ method: 'GET', path: pathOf(endpoint, query), idempotent: true, options })
  const { data } = await chooseMethod(connection, {
    byPost,
    byGet,
    search,
    isLong: pathOf(endpoint, query).length > MAX_URL,
  })
  return readPage<R>(data, Number(query.startIndex ?? 1))
}

interface Choice {
  readonly byPost: () => Promise<Answer>
  readonly byGet: () => Promise<Answer>
  readonly search: boolean
  readonly isLong: boolean
}

const chooseMethod = async (
  { discovery }: Connection,
  { byPost, byGet, search, isLong }: Choice,
): Promise<Answer> => {
  if (search) return byPost()
  if (!isLong || discovery.known().search.supported === 'no') return byGet()
  try {
    return await byPost()
  } catch (error) {
    if (!isClientError(error, 'http') || ![404, 405, 501].includes(error.status ?? 0)) throw error
    discovery.observe('search', 'no')
    return byGet()
  }
}

const pathOf = (endpoint: string, query: Query): string => {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    if (value !== undefined)
      parameters.set(name, Array.isArray(value) ? value.join(',') : String(value))
  // Some servers read "+" as a plus.
  return `${endpoint || '/'}?${parameters.toString().replaceAll('+', '%20')}`
}
