import type { ResourceTypeDefinition } from '@scimwright/types'

/**
 * The resource types with a Group whose displayName is unique: RFC 7643 asks for no such thing, Entra's validator does
 * (a second group of one name must be 409).
 */
export const withUniqueGroupNames = (
  resourceTypes: readonly ResourceTypeDefinition[],
): readonly ResourceTypeDefinition[] =>
  resourceTypes.map((each) => (each.name === 'Group' ? uniquelyNamed(each) : each))

// By definition: the list may be made anew for every request, and what follows from a definition is made once for it.
const variants = new WeakMap<ResourceTypeDefinition, ResourceTypeDefinition>()

const uniquelyNamed = (resourceType: ResourceTypeDefinition): ResourceTypeDefinition => {
  const known = variants.get(resourceType)
  if (known) return known
  const { schema } = resourceType
  const { displayName } = schema.attributes
  if (!displayName) return resourceType
  const attributes = {
    ...schema.attributes,
    displayName: { ...displayName, uniqueness: 'server' as const },
  }
  const made = { ...resourceType, schema: { ...schema, attributes } }
  variants.set(resourceType, made)
  return made
}
