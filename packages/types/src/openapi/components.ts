import type { AttributeDefinition, AttributeDefinitions } from '../attribute-definition.ts'
import { commonAttributes } from '../common-attributes.ts'
import type { ResourceTypeDefinition } from '../define-resource-type.ts'
import { messageSchemas } from './message-schemas.ts'

/** A JSON Schema (draft 2020-12), as OpenAPI 3.1 uses it. */
export interface JsonSchema {
  [keyword: string]: unknown
}

/**
 * The OpenAPI 3.1 `components` of resource types and of the SCIM messages (RFC 7643, RFC 7644 §3).
 *
 * @example
 * const document = { openapi: '3.1.0', info, paths, components: openApiComponents([UserResourceType]) }
 */
export const openApiComponents = (
  resourceTypes: readonly ResourceTypeDefinition[],
): { schemas: Record<string, JsonSchema> } => {
  const schemas: Record<string, JsonSchema> = { ...messageSchemas }
  for (const { name, description, schema, schemaExtensions = [] } of resourceTypes) {
    const resource = objectSchema({ ...commonAttributes, ...schema.attributes })
    const properties = resource.properties as Record<string, JsonSchema>
    for (const extension of schemaExtensions)
      properties[extension.schema.id] = objectSchema(extension.schema.attributes)
    const required = [
      ...((resource.required as string[] | undefined) ?? []),
      ...schemaExtensions.filter((e) => e.required).map((e) => e.schema.id),
    ]
    schemas[name] = { ...resource, ...(description !== undefined && { description }), required }
  }
  return { schemas }
}

const objectSchema = (definitions: AttributeDefinitions): JsonSchema => {
  const required = Object.entries(definitions)
    .filter(([, definition]) => definition.required)
    .map(([name]) => name)
  return {
    type: 'object',
    properties: Object.fromEntries(
      Object.entries(definitions).map(([name, definition]) => [name, attributeSchema(definition)]),
    ),
    ...(required.length > 0 && { required }),
  }
}

const attributeSchema = (definition: AttributeDefinition): JsonSchema => {
  const { multiValued, description, mutability } = definition
  const single = definition.subAttributes
    ? objectSchema(definition.subAttributes)
    : primitiveSchema(definition)
  return {
    ...(multiValued ? { type: 'array', items: single } : single),
    ...(description !== undefined && { description }),
    ...(mutability === 'readOnly' && { readOnly: true }),
    ...(mutability === 'writeOnly' && { writeOnly: true }),
  }
}

const primitiveSchema = ({ type, canonicalValues, closed }: AttributeDefinition): JsonSchema => {
  switch (type) {
    case 'boolean':
    case 'integer':
      return { type }
    case 'decimal':
      return { type: 'number' }
    case 'dateTime':
      return { type: 'string', format: 'date-time' }
    case 'binary':
      return { type: 'string', contentEncoding: 'base64' }
    case 'reference':
      return { type: 'string', format: 'uri-reference' }
    default:
      return canonicalValues
        ? { type: 'string', [closed ? 'enum' : 'examples']: [...canonicalValues] }
        : { type: 'string' }
  }
}
