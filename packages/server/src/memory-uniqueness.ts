import { type Attribute, attributeTable, fold } from '@scimwright/engine'
import { type ResourceTypeDefinition, ScimError } from '@scimwright/types'
import type { StoredResource } from './store.ts'

/** Who has which unique value in a directory (RFC 7643 §7). */
export const createUniqueValues = () => {
  const owners = new Map<string, string>()
  return {
    /**
     * Holds a resource's unique values against those of the others of its type.
     *
     * @throws ScimError 409 uniqueness, naming the attribute.
     */
    check: (resourceType: ResourceTypeDefinition, resource: StoredResource): void => {
      for (const [key, attribute] of keysOf(resourceType, resource)) {
        const owner = owners.get(key)
        if (owner === undefined || owner === resource.id) continue
        throw new ScimError({
          scimType: 'uniqueness',
          detail: `${attribute.path}: another ${resourceType.name} of this directory has this value (RFC 7643 §7).`,
          section: 'RFC7643 7',
        })
      }
    },
    take: (resourceType: ResourceTypeDefinition, resource: StoredResource): void => {
      for (const [key] of keysOf(resourceType, resource)) owners.set(key, resource.id)
    },
    release: (resourceType: ResourceTypeDefinition, resource: StoredResource): void => {
      for (const [key] of keysOf(resourceType, resource)) owners.delete(key)
    },
  }
}

const uniqueAttributes = new WeakMap<ResourceTypeDefinition, readonly Attribute[]>()

const uniqueAttributesOf = (resourceType: ResourceTypeDefinition): readonly Attribute[] => {
  const known = uniqueAttributes.get(resourceType)
  if (known) return known
  const { attributes, extensions } = attributeTable(resourceType)
  const found = [attributes, ...[...extensions.values()].map((each) => each.attributes)]
    .flatMap((each) => [...each.values()])
    .flatMap((attribute) => [attribute, ...attribute.subAttributes.values()])
    .filter(({ uniqueness, path }) => uniqueness !== 'none' && path !== 'id')
  uniqueAttributes.set(resourceType, found)
  return found
}

function* keysOf(
  resourceType: ResourceTypeDefinition,
  resource: StoredResource,
): Generator<[key: string, attribute: Attribute]> {
  for (const attribute of uniqueAttributesOf(resourceType))
    for (const value of valuesOf(resource, attribute))
      yield [JSON.stringify([resourceType.name, attribute.path, value]), attribute]
}

const valuesOf = (resource: StoredResource, attribute: Attribute): unknown[] => {
  const { parent, extension, name, caseExact } = attribute
  const holder = (extension === undefined ? resource : resource[extension]) as
    | Record<string, unknown>
    | undefined
  const outer = parent ? listOf(holder?.[parent.name]) : [holder]
  return outer
    .flatMap((element) => listOf((element as Record<string, unknown> | undefined)?.[name]))
    .map((value) => (typeof value === 'string' && !caseExact ? fold(value) : value))
}

const listOf = (value: unknown): unknown[] =>
  value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]
