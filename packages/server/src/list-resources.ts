import { normalizeFilter, sortAttribute } from '@scimwright/engine'
import { type ListResponse, type ResourceTypeDefinition, urns } from '@scimwright/types'
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
  const { store, directoryId } = exchange
  const page = await store.list(directoryId, toListQuery(exchange, resourceTypes, query))
  const presenters = new Map(
    resourceTypes.map((type) => [type.name, presenter(exchange, type, query)]),
  )
  const present = (resource: StoredResource) =>
    presenters.get(resource.meta.resourceType)?.(resource) ?? resource
  const body: ListResponse = {
    schemas: [urns.ListResponse],
    totalResults: page.totalResults,
    startIndex: query.startIndex,
    itemsPerPage: page.resources.length,
    Resources: page.resources.map(present),
  }
  return respond(200, body)
}

const toListQuery = (
  exchange: Exchange,
  resourceTypes: readonly ResourceTypeDefinition[],
  { filter, sortBy, sortOrder, startIndex, count, ...projection }: QueryParameters,
): ListQuery => {
  const { profile, diagnostics } = exchange
  const [first] = resourceTypes
  const report = (quirk: (typeof diagnostics.quirks)[number]) => diagnostics.quirks.push(quirk)
  if (filter !== undefined && first)
    diagnostics.filter = normalizeFilter(filter, first, { profile, report })
  if (sortBy !== undefined && first) sortAttribute(first, sortBy)
  return {
    resourceTypes,
    ...(diagnostics.filter && { filter: diagnostics.filter }),
    ...(sortBy !== undefined && { sortBy, sortOrder: sortOrder ?? 'ascending' }),
    startIndex,
    count,
    withoutMembers: !resourceTypes.some((type) => isAskedFor(type, projection, 'members')),
  }
}
