import type { ResourceTypeDefinition } from '@scimwright/types'

const variants = new WeakMap<readonly ResourceTypeDefinition[], readonly ResourceTypeDefinition[]>()

/**
 * The resource types with a Group whose displayName is unique: RFC 7643 asks for no such thing, Entra's validator does
 * (a second group of one name must be 409).
 */
export const withUniqueGroupNames = (
  resourceTypes: readonly ResourceTypeDefinition[],
): readonly ResourceTypeDefinition[] => {
  const known = variants.get(resourceTypes)
  if (known) return known
  const made = resourceTypes.map((each) => (each.name === 'Group' ? uniquelyNamed(each) : each))
  variants.set(resourceTypes, made)
  return made
}

const uniquelyNamed = (resourceType: ResourceTypeDefinition): ResourceTypeDefinition => {
  const { schema } = resourceType
  const { displayName } = schema.attributes
  if (!displayName) return resourceType
  const attributes = {
    ...schema.attributes,
    displayName: { ...displayName, uniqueness: 'server' as const },
  }
  return { ...resourceType, schema: { ...schema, attributes } }
}
