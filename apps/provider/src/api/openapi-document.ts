import * as z from 'zod'
import { apiRegistry, ErrorBody } from './api-schemas.ts'
import type { Operation } from './operation.ts'
import { operations } from './operations/index.ts'

type Json = Readonly<Record<string, unknown>>

/** The directory API as an OpenAPI 3.1 document, from the schemas that check its requests and answers. */
export const openApiDocument = (): Json => ({
  openapi: '3.1.0',
  info: {
    title: 'scimwright directory API',
    version: '1',
    description: 'Directories, their tokens and webhook endpoints, deliveries and events.',
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/api/v1' }],
  security: [{ admin: [] }],
  paths: paths(),
  components: {
    securitySchemes: {
      admin: { type: 'http', scheme: 'bearer', description: 'SCIMWRIGHT_ADMIN_TOKEN' },
    },
    schemas: components(),
  },
})

const paths = (): Json => {
  const found: Record<string, Record<string, unknown>> = {}
  for (const each of operations) {
    const { path, method } = each
    found[path] = { ...found[path], [method]: describeOperation(each) }
  }
  return found
}

const describeOperation = ({
  id,
  summary,
  path,
  query,
  body,
  status,
  response,
}: Operation): Json => ({
  operationId: id,
  summary,
  parameters: [...pathParameters(path), ...queryParameters(query)],
  ...(body && { requestBody: { required: true, content: jsonOf(body) } }),
  responses: {
    [status]: { description: summary, ...(response && { content: jsonOf(response) }) },
    default: { description: 'What was wrong', content: jsonOf(ErrorBody) },
  },
})

const jsonOf = (schema: z.ZodType): Json => ({
  'application/json': { schema: { $ref: referenceTo(schema) } },
})

const referenceTo = (schema: z.ZodType): string => {
  const id = apiRegistry.get(schema)?.id
  if (id === undefined) throw new Error('A body of the directory API has no name.')
  return `#/components/schemas/${id}`
}

const pathParameters = (path: string): Json[] =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))

const queryParameters = (query: z.ZodObject | undefined): Json[] => {
  if (!query) return []
  // As it is read: what the text of a parameter must stand for.
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'output' })
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name) && !(typeof schema === 'object' && 'default' in schema),
    schema,
  }))
}

/** The named schemas: those of request bodies as they are sent, those of answers as they come. */
const components = (): Json => {
  const uri = (id: string): string => `#/components/schemas/${id}`
  const sent = z.toJSONSchema(apiRegistry, { io: 'input', uri }).schemas
  const answered = z.toJSONSchema(apiRegistry, { io: 'output', uri }).schemas
  const bodies = new Set(operations.flatMap(({ body }) => (body ? [referenceTo(body)] : [])))
  return Object.fromEntries(
    Object.keys(answered)
      .sort()
      .map((id) => {
        const { $schema: _, $id: __, ...schema } = (bodies.has(uri(id)) ? sent : answered)[id] ?? {}
        return [id, schema]
      }),
  )
}
