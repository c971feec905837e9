import type { ProjectOptions } from '@scimwright/engine'
import { ScimError, urns } from '@scimwright/types'
import type { Exchange } from './exchange.ts'
import type { Limits } from './limits.ts'

/** A query as the client wrote it, from the URL or from a SearchRequest (RFC 7644 §3.4.2, §3.4.3). */
export interface QueryParameters extends ProjectOptions {
  readonly filter?: string
  readonly sortBy?: string
  readonly sortOrder?: 'ascending' | 'descending'
  readonly startIndex: number
  readonly count: number
  /** Empty for the first page; absent for paging by index (RFC 9865). */
  readonly cursor?: string
}

/** The query of a URL; parameters nobody knows are ignored (RFC 7644 §3.4.2). */
export const queryOfUrl = (exchange: Exchange): QueryParameters => {
  const parameters = parametersOf(exchange)
  const text = (name: string): string | undefined => parameters.get(name) ?? undefined
  return read(
    {
      filter: text('filter'),
      sortBy: text('sortBy'),
      sortOrder: text('sortOrder'),
      startIndex: numberOf(text('startIndex')),
      count: numberOf(text('count')),
      cursor: text('cursor'),
    },
    exchange,
    projectionOf(exchange),
  )
}

/** The parameters of a request's URL. */
export const parametersOf = ({ query }: Pick<Exchange, 'query'>): URLSearchParams =>
  new URLSearchParams(query)

const EVERYTHING: ProjectOptions = {}

/** The `attributes` and `excludedAttributes` of a URL (RFC 7644 §3.9). */
export const projectionOf = ({ query, profile }: Exchange): ProjectOptions => {
  if (query === '') return EVERYTHING
  const parameters = parametersOf({ query })
  const tolerant = profile.tolerates.has('attributeFilters')
  const names = (parameter: string): string[] | undefined => {
    const list = parameters
      .get(parameter)
      ?.split(',')
      .map((name) => name.trim())
      .filter(Boolean)
    return tolerant ? list?.map((name) => name.replace(/\[.*\]/s, '')) : list
  }
  const attributes = names('attributes')
  const excludedAttributes = names('excludedAttributes')
  return {
    ...(attributes?.length && { attributes }),
    ...(excludedAttributes?.length && { excludedAttributes }),
  }
}

/** The query of a SearchRequest. */
export const queryOfBody = (body: unknown, exchange: Exchange): QueryParameters => {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    throw invalid('SearchRequest', 'must be a JSON object')
  const { schemas, attributes, excludedAttributes, ...query } = body as Record<string, unknown>
  if (!Array.isArray(schemas) || !schemas.includes(urns.SearchRequest))
    throw invalid('schemas', `must have ${urns.SearchRequest} in it`)
  const projection = {
    ...(attributes !== undefined && { attributes: names('attributes', attributes) }),
    ...(excludedAttributes !== undefined && {
      excludedAttributes: names('excludedAttributes', excludedAttributes),
    }),
  }
  return read(query, exchange, projection)
}

const names = (parameter: string, value: unknown): string[] => {
  if (Array.isArray(value) && value.every((name) => typeof name === 'string')) return value
  throw invalid(parameter, 'must be an array of attribute names')
}

const read = (
  query: Record<string, unknown>,
  { limits }: Exchange,
  projection: ProjectOptions,
): QueryParameters => {
  const { startIndex = 1, count = limits.defaultPageSize } = query
  const cursor = cursorOf(query)
  if (cursor !== undefined && Number(count) > limits.maxPageSize) throw invalidCount(limits)
  const filter = textOf('filter', query.filter)
  const sortBy = textOf('sortBy', query.sortBy)
  const sortOrder = textOf('sortOrder', query.sortOrder)
  if (sortOrder !== undefined && sortOrder !== 'ascending' && sortOrder !== 'descending')
    throw invalid('sortOrder', 'must be ascending or descending')
  return {
    ...projection,
    ...(filter !== undefined && { filter }),
    ...(sortBy !== undefined && { sortBy }),
    ...(sortOrder !== undefined && { sortOrder }),
    ...(cursor !== undefined && { cursor }),
    // Values below the least are the least (RFC 7644 §3.4.2.4).
    startIndex: Math.max(1, whole('startIndex', startIndex)),
    count: Math.min(limits.maxPageSize, Math.max(0, whole('count', count))),
  }
}

const cursorOf = ({ cursor, startIndex }: Record<string, unknown>): string | undefined => {
  if (cursor === undefined || cursor === null) return undefined
  if (typeof cursor !== 'string') throw invalid('cursor', 'must be a string')
  if (startIndex !== undefined) throw invalid('cursor', 'and startIndex exclude each other')
  return cursor
}

const invalidCount = ({ maxPageSize }: Limits): ScimError =>
  new ScimError({
    scimType: 'invalidCount',
    detail: `count: must be ${maxPageSize} at most with a cursor (RFC 9865 §2.1).`,
    section: 'RFC9865 2.1',
  })

const textOf = (parameter: string, value: unknown): string | undefined => {
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value !== 'string') throw invalid(parameter, 'must be a string')
  return value
}

const numberOf = (text: string | undefined): number | undefined =>
  text === undefined || text === '' ? undefined : Number(text)

const whole = (parameter: string, value: unknown): number => {
  if (!Number.isSafeInteger(value)) throw invalid(parameter, 'must be a whole number')
  return value as number
}

const invalid = (parameter: string, rule: string): ScimError =>
  new ScimError({
    scimType: 'invalidValue',
    detail: `${parameter}: ${rule} (RFC 7644 §3.4.2).`,
    section: 'RFC7644 3.4.2',
  })
