import type { AttributeDefinition, AttributeDefinitions } from './attribute-definition.ts'
import type { SchemaDefinition } from './define-schema.ts'
import { readAttribute } from './read-attribute.ts'
import { ScimError } from './scim-error.ts'
import { urns } from './urns.ts'

/** An attribute in a schema document, every characteristic spelled out (RFC 7643 §7). */
export interface AttributeDocument {
  name: string
  type: string
  multiValued: boolean
  description?: string
  required: boolean
  caseExact?: boolean
  mutability: string
  returned: string
  uniqueness?: string
  canonicalValues?: string[]
  referenceTypes?: string[]
  subAttributes?: AttributeDocument[]
}

/** A schema as served from `/Schemas` (RFC 7643 §7). */
export interface SchemaDocument {
  schemas: [typeof urns.Schema]
  id: string
  name?: string
  description?: string
  attributes: AttributeDocument[]
}

/** The `/Schemas` document of a schema (RFC 7643 §7); `closed` has no place in it and is left out. */
export const schemaToDocument = (schema: SchemaDefinition): SchemaDocument => ({
  schemas: [urns.Schema],
  id: schema.id,
  ...(schema.name !== undefined && { name: schema.name }),
  ...(schema.description !== undefined && { description: schema.description }),
  attributes: toDocuments(schema.attributes),
})

const toDocuments = (definitions: AttributeDefinitions): AttributeDocument[] =>
  Object.entries(definitions).map(([name, definition]) => toDocument(name, definition))

const toDocument = (name: string, definition: AttributeDefinition): AttributeDocument => {
  const { type = 'string', multiValued = false, required = false } = definition
  const complex = type === 'complex'
  return {
    name,
    type,
    multiValued,
    ...(definition.description !== undefined && { description: definition.description }),
    required,
    // A complex attribute has no value of its own to compare; erratum 6004 removes uniqueness from it.
    ...(!complex && { caseExact: definition.caseExact ?? false }),
    ...(definition.canonicalValues && { canonicalValues: [...definition.canonicalValues] }),
    mutability: definition.mutability ?? 'readWrite',
    returned: definition.returned ?? 'default',
    ...(!complex && { uniqueness: definition.uniqueness ?? 'none' }),
    ...(definition.referenceTypes && { referenceTypes: [...definition.referenceTypes] }),
    ...(definition.subAttributes && { subAttributes: toDocuments(definition.subAttributes) }),
  }
}

/**
 * The schema a `/Schemas` document describes, RFC defaults left out (RFC 7643 §7).
 *
 * @throws ScimError 400 invalidValue, naming the place, when the document breaks RFC 7643 §7.
 */
export const schemaFromDocument = (json: unknown): SchemaDefinition => {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw invalid('schema', 'must be a JSON object')
  const { id, name, description, attributes } = json as Record<string, unknown>
  if (typeof id !== 'string' || !/^urn:[a-z0-9][a-z0-9-]{0,31}:\S+$/i.test(id))
    throw invalid('id', 'must be the URN of the schema')
  if (name !== undefined && typeof name !== 'string') throw invalid('name', 'must be a string')
  if (description !== undefined && typeof description !== 'string')
    throw invalid('description', 'must be a string')
  if (!Array.isArray(attributes)) throw invalid('attributes', 'must be an array of attributes')
  return {
    id,
    ...(name !== undefined && { name }),
    ...(description !== undefined && { description }),
    attributes: fromDocuments(attributes, 'attributes'),
  }
}

const fromDocuments = (documents: readonly unknown[], place: string): AttributeDefinitions => {
  const definitions: Record<string, AttributeDefinition> = {}
  const seen = new Set<string>()
  documents.forEach((document, index) => {
    const at = `${place}[${index}]`
    const { name, definition, subAttributes } = readAttribute(document, at)
    const folded = name.toLowerCase()
    if (seen.has(folded)) throw invalid(`${at}.name`, `"${name}" is defined twice`)
    seen.add(folded)
    definitions[name] = subAttributes
      ? { ...definition, subAttributes: fromDocuments(subAttributes, `${at}.subAttributes`) }
      : definition
  })
  return definitions
}

const invalid = (place: string, rule: string): ScimError =>
  new ScimError({
    scimType: 'invalidValue',
    detail: `Schema document, ${place}: ${rule} (RFC 7643 §7).`,
    section: 'RFC7643 7',
  })
