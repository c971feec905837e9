import { urns } from '../urns.ts'

const schemas = (urn: string) => ({
  type: 'array',
  items: { type: 'string' },
  contains: { const: urn },
})
const text = { type: 'string' }
const texts = { type: 'array', items: text }
const whole = { type: 'integer' }
const method = { enum: ['POST', 'PUT', 'PATCH', 'DELETE'] }

const message = (urn: string, properties: object, required: string[]) => ({
  type: 'object',
  properties: { schemas: schemas(urn), ...properties },
  required: ['schemas', ...required],
})

/** The JSON Schemas of the SCIM messages (RFC 7644 §3.1). */
export const messageSchemas = {
  ListResponse: message(
    urns.ListResponse,
    {
      totalResults: whole,
      startIndex: whole,
      itemsPerPage: whole,
      nextCursor: text,
      previousCursor: text,
      Resources: { type: 'array', items: { type: 'object' } },
    },
    [],
  ),
  SearchRequest: message(
    urns.SearchRequest,
    {
      attributes: texts,
      excludedAttributes: texts,
      filter: text,
      sortBy: text,
      sortOrder: { enum: ['ascending', 'descending'] },
      startIndex: whole,
      count: whole,
      cursor: text,
    },
    [],
  ),
  PatchOp: message(
    urns.PatchOp,
    {
      Operations: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          properties: { op: { enum: ['add', 'remove', 'replace'] }, path: text, value: {} },
          required: ['op'],
        },
      },
    },
    ['Operations'],
  ),
  BulkRequest: message(
    urns.BulkRequest,
    {
      failOnErrors: { type: 'integer', minimum: 1 },
      Operations: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          properties: { method, path: text, bulkId: text, version: text, data: {} },
          required: ['method', 'path'],
        },
      },
    },
    ['Operations'],
  ),
  BulkResponse: message(
    urns.BulkResponse,
    {
      Operations: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            method,
            location: text,
            bulkId: text,
            version: text,
            status: text,
            response: { $ref: '#/components/schemas/Error' },
          },
          required: ['method', 'status'],
        },
      },
    },
    ['Operations'],
  ),
  Error: message(urns.Error, { status: text, scimType: text, detail: text }, ['status']),
}
