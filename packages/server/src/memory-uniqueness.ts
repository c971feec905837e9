import { type Attribute, attributeTable, fold } from '@scimwright/engine'
import { type ResourceTypeDefinition, ScimError } from '@scimwright/types'
import type { StoredResource } from './store.ts'

/**
 * Holds a resource's unique values against those of the others of its type (RFC 7643 §7).
 *
 * @throws ScimError 409 uniqueness, naming the attribute.
 */
export const checkUnique = (
  resource: StoredResource,
  resourceType: ResourceTypeDefinition,
  others: readonly { resourceType: ResourceTypeDefinition; resource: StoredResource }[],
): void => {
  for (const attribute of uniqueAttributes(resourceType)) {
    const values = new Set(valuesOf(resource, attribute))
    if (values.size === 0) continue
    const taken = others.some(
      (other) =>
        other.resourceType.name === resourceType.name &&
        other.resource.id !== resource.id &&
        valuesOf(other.resource, attribute).some((value) => values.has(value)),
    )
    if (taken)
      throw new ScimError({
        scimType: 'uniqueness',
        detail: `${attribute.path}: another ${resourceType.name} of this directory has this value (RFC 7643 §7).`,
        section: 'RFC7643 7',
      })
  }
}

const uniqueAttributes = (resourceType: ResourceTypeDefinition): Attribute[] => {
  const { attributes, extensions } = attributeTable(resourceType)
  return [attributes, ...[...extensions.values()].map((each) => each.attributes)]
    .flatMap((each) => [...each.values()])
    .flatMap((attribute) => [attribute, ...attribute.subAttributes.values()])
    .filter(({ uniqueness, path }) => uniqueness !== 'none' && path !== 'id')
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
