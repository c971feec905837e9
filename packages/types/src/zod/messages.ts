import * as z from 'zod'
import { urns } from '../urns.ts'

// A message may carry further schemas, and letter case of URNs does not matter (RFC 7644 §3.1, §3.10).
const schemas = (urn: string) =>
  z
    .array(z.string())
    .refine((values) => values.some((value) => value.toLowerCase() === urn.toLowerCase()), {
      message: `must contain ${urn}`,
    })

const names = z.array(z.string())

/** Validates a search request (RFC 7644 §3.4.3). */
export const SearchRequest = z.object({
  schemas: schemas(urns.SearchRequest),
  attributes: names.optional(),
  excludedAttributes: names.optional(),
  filter: z.string().optional(),
  sortBy: z.string().optional(),
  sortOrder: z.enum(['ascending', 'descending']).optional(),
  startIndex: z.int().optional(),
  count: z.int().optional(),
  cursor: z.string().optional(),
})

/** Validates a PATCH body (RFC 7644 §3.5.2). */
export const PatchOp = z.object({
  schemas: schemas(urns.PatchOp),
  Operations: z
    .array(
      z.object({
        op: z.enum(['add', 'remove', 'replace']),
        path: z.string().optional(),
        value: z.unknown().optional(),
      }),
    )
    .min(1),
})

/** Validates a bulk request (RFC 7644 §3.7). */
export const BulkRequest = z.object({
  schemas: schemas(urns.BulkRequest),
  failOnErrors: z.int().min(1).optional(),
  Operations: z
    .array(
      z.object({
        method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']),
        path: z.string(),
        bulkId: z.string().optional(),
        version: z.string().optional(),
        data: z.unknown().optional(),
      }),
    )
    .min(1),
})

/** Validates an error body (RFC 7644 §3.12). */
export const ErrorResponse = z.looseObject({
  schemas: schemas(urns.Error),
  status: z.string(),
  scimType: z.string().optional(),
  detail: z.string().optional(),
})

/** Validates a bulk answer (RFC 7644 §3.7). */
export const BulkResponse = z.looseObject({
  schemas: schemas(urns.BulkResponse),
  Operations: z.array(
    z.looseObject({
      method: z.enum(['POST', 'PUT', 'PATCH', 'DELETE']),
      location: z.string().optional(),
      bulkId: z.string().optional(),
      version: z.string().optional(),
      status: z.string(),
      response: ErrorResponse.optional(),
    }),
  ),
})

/** Validates a list whose resources another validator takes (RFC 7644 §3.4.2, RFC 9865 §2). */
export const ListResponse = <R extends z.ZodType>(resource: R) =>
  z.looseObject({
    schemas: schemas(urns.ListResponse),
    totalResults: z.int().min(0).optional(),
    startIndex: z.int().min(1).optional(),
    itemsPerPage: z.int().min(0).optional(),
    nextCursor: z.string().optional(),
    previousCursor: z.string().optional(),
    Resources: z.array(resource).optional(),
  })
