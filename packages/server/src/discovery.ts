import {
  type ResourceTypeDefinition,
  resourceTypeToDocument,
  type SchemaDefinition,
  ScimError,
  type ServiceProviderConfig,
  schemaToDocument,
  urns,
} from '@scimwright/types'
import type { Exchange } from './exchange.ts'
import { parametersOf } from './query-parameters.ts'
import { respond } from './respond.ts'

/** What the server can do, from what it enforces (RFC 7643 §5). */
export const serviceProviderConfig = ({
  limits,
  baseUrl,
  onPassword,
}: Pick<Exchange, 'limits' | 'baseUrl' | 'onPassword'>): ServiceProviderConfig => ({
  schemas: [urns.ServiceProviderConfig],
  patch: { supported: true },
  bulk: {
    supported: true,
    maxOperations: limits.maxBulkOperations,
    maxPayloadSize: limits.maxBodySize,
  },
  filter: { supported: true, maxResults: limits.maxPageSize },
  changePassword: { supported: onPassword !== undefined },
  sort: { supported: true },
  etag: { supported: true },
  authenticationSchemes: [
    {
      type: 'oauthbearertoken',
      name: 'Bearer token',
      description: 'A token in the Authorization header (RFC 6750).',
      specUri: 'https://www.rfc-editor.org/info/rfc6750',
      primary: true,
    },
  ],
  pagination: {
    cursor: true,
    index: true,
    defaultPaginationMethod: 'index',
    defaultPageSize: limits.defaultPageSize,
    maxPageSize: limits.maxPageSize,
    cursorTimeout: limits.cursorTimeout,
  },
  meta: {
    resourceType: 'ServiceProviderConfig',
    location: `${baseUrl}/ServiceProviderConfig`,
  },
})

/** What the discovery endpoints are asked with. */
export interface DiscoveryRequest {
  readonly query: string
  readonly baseUrl: string
  readonly resourceTypes: readonly ResourceTypeDefinition[]
}

/** Answers `/ResourceTypes` and `/ResourceTypes/{name}` (RFC 7644 §4). */
export const readResourceTypes = (request: DiscoveryRequest, id: string | undefined): Response => {
  const documents = request.resourceTypes.map((resourceType) => ({
    ...resourceTypeToDocument(resourceType),
    meta: {
      resourceType: 'ResourceType',
      location: `${request.baseUrl}/ResourceTypes/${resourceType.name}`,
    },
  }))
  return answer(request, documents, id)
}

/** Answers `/Schemas` and `/Schemas/{urn}` (RFC 7644 §4). */
export const readSchemas = (request: DiscoveryRequest, id: string | undefined): Response => {
  const documents = [...schemasOf(request.resourceTypes)].map((schema) => ({
    ...schemaToDocument(schema),
    meta: { resourceType: 'Schema', location: `${request.baseUrl}/Schemas/${schema.id}` },
  }))
  return answer(request, documents, id)
}

const schemasOf = (resourceTypes: readonly ResourceTypeDefinition[]): Set<SchemaDefinition> =>
  new Set(
    resourceTypes.flatMap(({ schema, schemaExtensions = [] }) => [
      schema,
      ...schemaExtensions.map((extension) => extension.schema),
    ]),
  )

const answer = (
  { query }: DiscoveryRequest,
  documents: readonly { id: string }[],
  id: string | undefined,
): Response => {
  if (id !== undefined) return respond(200, findDocument(documents, id))
  if (parametersOf({ query }).has('filter'))
    throw new ScimError({
      status: 403,
      detail: 'Discovery endpoints have no filters; read the whole list (RFC 7644 §4).',
      section: 'RFC7644 4',
    })
  return respond(200, {
    schemas: [urns.ListResponse],
    totalResults: documents.length,
    startIndex: 1,
    itemsPerPage: documents.length,
    Resources: documents,
  })
}

const findDocument = (documents: readonly { id: string }[], id: string): unknown => {
  const found = documents.find((document) => document.id.toLowerCase() === id.toLowerCase())
  if (found) return found
  throw new ScimError({
    status: 404,
    detail: `There is no ${JSON.stringify(id.slice(0, 200))} here; read the list (RFC 7644 §4).`,
    section: 'RFC7644 4',
  })
}
