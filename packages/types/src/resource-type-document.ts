import type { ResourceTypeDefinition } from './define-resource-type.ts'
import type { SchemaDefinition } from './define-schema.ts'
import { ScimError } from './scim-error.ts'
import { urns } from './urns.ts'

/** A resource type as served from `/ResourceTypes` (RFC 7643 §6). */
export interface ResourceTypeDocument {
  schemas: [typeof urns.ResourceType]
  id: string
  name: string
  description?: string
  endpoint: string
  schema: string
  schemaExtensions?: { schema: string; required: boolean }[]
}

/** The `/ResourceTypes` document of a resource type (RFC 7643 §6). */
export const resourceTypeToDocument = (
  resourceType: ResourceTypeDefinition,
): ResourceTypeDocument => ({
  schemas: [urns.ResourceType],
  id: resourceType.name,
  name: resourceType.name,
  ...(resourceType.description !== undefined && { description: resourceType.description }),
  endpoint: resourceType.endpoint,
  schema: resourceType.schema.id,
  ...(resourceType.schemaExtensions && {
    schemaExtensions: resourceType.schemaExtensions.map(({ schema, required }) => ({
      schema: schema.id,
      required,
    })),
  }),
})

/**
 * The resource type a `/ResourceTypes` document describes, its schemas looked up by URN (RFC 7643 §6).
 *
 * @throws ScimError 400 invalidValue, naming the place, when the document breaks RFC 7643 §6 or names an unknown schema.
 */
export const resourceTypeFromDocument = (
  json: unknown,
  schemas: readonly SchemaDefinition[],
): ResourceTypeDefinition => {
  if (typeof json !== 'object' || json === null) throw invalid('', 'must be a JSON object')
  const { name, endpoint, description, schema, schemaExtensions } = json as Record<string, unknown>
  if (typeof name !== 'string' || !/^[a-z][\w-]*$/i.test(name))
    throw invalid('name', 'must be a letter followed by letters, digits, "-" or "_"')
  if (typeof endpoint !== 'string' || !/^\/[a-z][\w-]*$/i.test(endpoint))
    throw invalid('endpoint', 'must be one path segment with a leading slash, such as "/Users"')
  if (description !== undefined && typeof description !== 'string')
    throw invalid('description', 'must be a string')
  if (schemaExtensions !== undefined && !Array.isArray(schemaExtensions))
    throw invalid('schemaExtensions', 'must be an array')
  return {
    name,
    endpoint,
    ...(description !== undefined && { description }),
    schema: findSchema(schema, schemas, 'schema'),
    ...(schemaExtensions && {
      schemaExtensions: schemaExtensions.map((extension: unknown, index) => {
        const place = `schemaExtensions[${index}]`
        const { schema, required } = (extension ?? {}) as Record<string, unknown>
        if (typeof required !== 'boolean') throw invalid(`${place}.required`, 'must be a boolean')
        return { schema: findSchema(schema, schemas, `${place}.schema`), required }
      }),
    }),
  }
}

const findSchema = (
  urn: unknown,
  schemas: readonly SchemaDefinition[],
  place: string,
): SchemaDefinition => {
  const found =
    typeof urn === 'string' && schemas.find(({ id }) => id.toLowerCase() === urn.toLowerCase())
  if (!found) throw invalid(place, 'must be the URN of a schema that is known')
  return found
}

const invalid = (place: string, rule: string): ScimError =>
  new ScimError({
    scimType: 'invalidValue',
    detail: `Resource type document${place && `, ${place}`}: ${rule} (RFC 7643 §6).`,
    section: 'RFC7643 6',
  })
