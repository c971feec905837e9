import type { ErrorResponse } from './scim-error.ts'
import type { urns } from './urns.ts'

/** The answer to a query (RFC 7644 §3.4.2, RFC 9865 §2). */
export interface ListResponse<R = Record<string, unknown>> {
  schemas: [typeof urns.ListResponse]
  totalResults?: number
  /** 1-based. */
  startIndex?: number
  itemsPerPage?: number
  nextCursor?: string
  previousCursor?: string
  Resources?: R[]
}

/** A query in a body, for `POST …/.search` (RFC 7644 §3.4.3). */
export interface SearchRequest {
  schemas: [typeof urns.SearchRequest]
  attributes?: string[]
  excludedAttributes?: string[]
  filter?: string
  sortBy?: string
  sortOrder?: 'ascending' | 'descending'
  /** 1-based. */
  startIndex?: number
  count?: number
  cursor?: string
}

/** One operation of a PATCH (RFC 7644 §3.5.2). */
export interface PatchOperation {
  op: 'add' | 'remove' | 'replace'
  path?: string
  value?: unknown
}

/** The body of a PATCH (RFC 7644 §3.5.2). */
export interface PatchOp {
  schemas: [typeof urns.PatchOp]
  Operations: PatchOperation[]
}

/** One operation of a bulk request (RFC 7644 §3.7). */
export interface BulkOperation {
  method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  bulkId?: string
  version?: string
  data?: unknown
}

/** A bulk request (RFC 7644 §3.7). */
export interface BulkRequest {
  schemas: [typeof urns.BulkRequest]
  failOnErrors?: number
  Operations: BulkOperation[]
}

/** The result of one bulk operation (RFC 7644 §3.7). */
export interface BulkOperationResult {
  method: BulkOperation['method']
  location?: string
  bulkId?: string
  version?: string
  /** The HTTP status code, as a string. */
  status: string
  response?: ErrorResponse
}

/** The answer to a bulk request (RFC 7644 §3.7). */
export interface BulkResponse {
  schemas: [typeof urns.BulkResponse]
  Operations: BulkOperationResult[]
}
