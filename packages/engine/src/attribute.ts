import {
  type AttributeDefinition,
  type AttributeDefinitions,
  type AttributeType,
  commonAttributes,
  type Mutability,
  type ResourceTypeDefinition,
  type Returned,
  type Uniqueness,
} from '@scimwright/types'

/** An attribute of a resource type with every characteristic resolved (RFC 7643 §2.2, §7). */
export interface Attribute {
  /** The name as defined; matched without regard to case. */
  readonly name: string
  /** Full attribute notation: `name.familyName`, or with its URN when it belongs to an extension. */
  readonly path: string
  /** The URN of the extension it belongs to; undefined for core and common attributes. */
  readonly extension: string | undefined
  readonly parent: Attribute | undefined
  readonly type: AttributeType
  readonly multiValued: boolean
  readonly required: boolean
  readonly caseExact: boolean
  readonly mutability: Mutability
  readonly returned: Returned
  readonly uniqueness: Uniqueness
  readonly canonicalValues: readonly string[] | undefined
  readonly closed: boolean
  readonly referenceTypes: readonly string[] | undefined
  /** By lower-cased name; empty unless the type is complex. */
  readonly subAttributes: ReadonlyMap<string, Attribute>
}

/** The attributes of one extension. */
export interface ExtensionAttributes {
  readonly urn: string
  readonly required: boolean
  /** By lower-cased name. */
  readonly attributes: ReadonlyMap<string, Attribute>
}

/** Every attribute of a resource type, ready to be looked up; made once per definition. */
export interface AttributeTable {
  readonly resourceType: ResourceTypeDefinition
  /** Core and common attributes by lower-cased name. */
  readonly attributes: ReadonlyMap<string, Attribute>
  /** By lower-cased URN. */
  readonly extensions: ReadonlyMap<string, ExtensionAttributes>
}

const tables = new WeakMap<ResourceTypeDefinition, AttributeTable>()

/** The attribute table of a resource type; the same definition object always gives the same table. */
export const attributeTable = (resourceType: ResourceTypeDefinition): AttributeTable => {
  const known = tables.get(resourceType)
  if (known) return known
  const made = makeTable(resourceType)
  tables.set(resourceType, made)
  return made
}

const makeTable = (resourceType: ResourceTypeDefinition): AttributeTable => {
  const { schema, schemaExtensions = [] } = resourceType
  // The characteristics of common attributes are the RFC's even where a schema lists them (RFC 7643 §3.1).
  const core = { ...schema.attributes, ...commonAttributes }
  return {
    resourceType,
    attributes: makeAttributes(core, undefined, undefined),
    extensions: new Map(
      schemaExtensions.map(({ schema: { id, attributes }, required }) => [
        id.toLowerCase(),
        { urn: id, required, attributes: makeAttributes(attributes, id, undefined) },
      ]),
    ),
  }
}

const makeAttributes = (
  definitions: AttributeDefinitions,
  extension: string | undefined,
  parent: Attribute | undefined,
): Map<string, Attribute> =>
  new Map(
    Object.entries(definitions).map(([name, definition]) => [
      name.toLowerCase(),
      makeAttribute(name, definition, extension, parent),
    ]),
  )

const makeAttribute = (
  name: string,
  definition: AttributeDefinition,
  extension: string | undefined,
  parent: Attribute | undefined,
): Attribute => {
  const prefix = parent ? `${parent.path}.` : extension === undefined ? '' : `${extension}:`
  const subAttributes = new Map<string, Attribute>()
  const attribute: Attribute = {
    name,
    path: prefix + name,
    extension,
    parent,
    type: definition.type ?? 'string',
    multiValued: definition.multiValued ?? false,
    required: definition.required ?? false,
    caseExact: definition.caseExact ?? false,
    mutability: definition.mutability ?? 'readWrite',
    returned: definition.returned ?? 'default',
    uniqueness: definition.uniqueness ?? 'none',
    canonicalValues: definition.canonicalValues,
    closed: definition.closed ?? false,
    referenceTypes: definition.referenceTypes,
    subAttributes,
  }
  for (const [key, sub] of makeAttributes(definition.subAttributes ?? {}, extension, attribute))
    subAttributes.set(key, sub)
  return attribute
}
