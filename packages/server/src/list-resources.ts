import {
  formatFilter,
  hasAttribute,
  normalizeFilter,
  parsePath,
  sortAttribute,
} from '@scimwright/engine'
import { type ListResponse, type ResourceTypeDefinition, ScimError, urns } from '@scimwright/types'
import { requireAllowed } from './authorize.ts'
import type { CursorState } from './cursor.ts'
import type { Exchange } from './exchange.ts'
import { isAskedFor, presenter } from './present-resource.ts'
import type { QueryParameters } from './query-parameters.ts'
import { respond } from './respond.ts'
import type { ListQuery, StoredResource } from './store.ts'

/** Answers a query over one resource type, or over all of them (RFC 7644 §3.4.2, §3.4.2.1). */
export const listResources = async (
  exchange: Exchange,
  resourceTypes: readonly ResourceTypeDefinition[],
  query: QueryParameters,
): Promise<Response> => {
  for (const resourceType of resourceTypes) await requireAllowed(exchange, 'list', { resourceType })
  const listQuery = toListQuery(exchange, resourceTypes, query)
  if (query.cursor !== undefined)
    return respond(200, await pageByCursor(exchange, { query, listQuery, cursor: query.cursor }))
  const { totalResults, resources } = await exchange.store.list(exchange.directoryId, listQuery)
  const body: ListResponse = {
    schemas: [urns.ListResponse],
    totalResults,
    startIndex: query.startIndex,
    itemsPerPage: resources.length,
    Resources: present(exchange, listQuery, query, resources),
  }
  return respond(200, body)
}

interface CursorQuery {
  readonly query: QueryParameters
  readonly listQuery: ListQuery
  readonly cursor: string
}

/** One page of a list by cursor; one more resource is asked for to know whether there is a next page (RFC 9865 §2). */
const pageByCursor = async (
  exchange: Exchange,
  { query, listQuery, cursor }: CursorQuery,
): Promise<ListResponse> => {
  const { store, directoryId, cursors } = exchange
  const { count } = query
  const binding = bindingOf(exchange, listQuery)
  const state = cursor === '' ? undefined : await cursors.open(cursor, binding)
  if (state && state.count !== count)
    throw new ScimError({
      scimType: 'invalidCount',
      detail: 'count: must be the same on every page (RFC 9865 §2.1).',
      section: 'RFC9865 2.1',
    })
  const startIndex = state?.startIndex ?? 1
  const after = state?.after
  const place = { startIndex, ...(after !== undefined && { after }) }
  const page = await store.list(directoryId, { ...listQuery, ...place, count })
  // Asking for one more than the page would cost a document; the end is known from the place alone.
  const more = count > 0 && page.resources.length === count
  const next = more && (await nextState(exchange, listQuery, { ...place, count, last: page.last }))
  return {
    schemas: [urns.ListResponse],
    totalResults: page.totalResults,
    itemsPerPage: page.resources.length,
    Resources: present(exchange, listQuery, query, page.resources),
    ...(next && { nextCursor: await cursors.seal(next, binding) }),
  }
}

interface Place {
  readonly startIndex: number
  readonly count: number
  readonly last: number | undefined
}

/** The state of the next page; undefined when nothing is left for it. */
const nextState = async (
  { store, directoryId }: Exchange,
  listQuery: ListQuery,
  { startIndex, count, last }: Place,
): Promise<CursorState | undefined> => {
  const isKeyed =
    last !== undefined && listQuery.sortBy === undefined && listQuery.resourceTypes.length === 1
  const place = isKeyed ? { after: last, startIndex: 1 } : { startIndex: startIndex + count }
  const { resources } = await store.list(directoryId, {
    ...listQuery,
    ...place,
    count: 1,
    withoutMembers: true,
  })
  return resources.length > 0 ? { ...place, count } : undefined
}

/** What must stay the same from page to page. */
const bindingOf = (
  { directoryId, principal }: Exchange,
  { resourceTypes, filter, sortBy, sortOrder }: ListQuery,
): string =>
  JSON.stringify([
    directoryId,
    principal.credential,
    resourceTypes.map(({ name }) => name),
    filter && formatFilter(filter),
    sortBy,
    sortOrder,
  ])

const present = (
  exchange: Exchange,
  { resourceTypes }: ListQuery,
  projection: QueryParameters,
  resources: readonly StoredResource[],
): Record<string, unknown>[] => {
  const presenters = new Map(
    resourceTypes.map((type) => [type.name, presenter(exchange, type, projection)]),
  )
  return resources.map(
    (resource) => presenters.get(resource.meta.resourceType)?.(resource) ?? resource,
  )
}

const toListQuery = (
  exchange: Exchange,
  resourceTypes: readonly ResourceTypeDefinition[],
  { filter, sortBy, sortOrder, startIndex, count, ...projection }: QueryParameters,
): ListQuery => {
  const { profile, diagnostics } = exchange
  const report = (quirk: (typeof diagnostics.quirks)[number]) => diagnostics.quirks.push(quirk)
  if (filter !== undefined)
    diagnostics.filter = normalizeFilter(filter, resourceTypes, { profile, report })
  if (sortBy !== undefined) checkSort(resourceTypes, sortBy)
  return {
    resourceTypes,
    ...(diagnostics.filter && { filter: diagnostics.filter }),
    ...(sortBy !== undefined && { sortBy, sortOrder: sortOrder ?? 'ascending' }),
    startIndex,
    count,
    withoutMembers: !resourceTypes.some((type) => isAskedFor(type, projection, 'members')),
  }
}

/** Throws unless `sortBy` can be sorted by; it must name an attribute of one of the types. */
const checkSort = (resourceTypes: readonly ResourceTypeDefinition[], sortBy: string): void => {
  const path = parsePath(sortBy)
  const type = resourceTypes.find((each) => hasAttribute(each, path)) ?? resourceTypes[0]
  if (type) sortAttribute(type, sortBy)
}
