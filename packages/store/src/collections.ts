import { attributeTable, isReferenceCollection } from '@scimwright/engine'
import type { Member, StoredResource } from '@scimwright/server'
import type { ResourceTypeDefinition } from '@scimwright/types'

/** Whether resources of a type have `members`, which are kept as rows (RFC 7643 §4.2). */
export const hasMembers = (resourceType: ResourceTypeDefinition): boolean => {
  const members = attributeTable(resourceType).attributes.get('members')
  return members !== undefined && isReferenceCollection(members)
}

/** Whether resources of a type carry the `groups` they belong to, read from the member rows (RFC 7643 §4.1.2). */
export const hasGroups = (resourceType: ResourceTypeDefinition): boolean => {
  const groups = attributeTable(resourceType).attributes.get('groups')
  const isComplex = groups?.type === 'complex' && groups.multiValued
  return isComplex && groups.mutability === 'readOnly' && groups.subAttributes.has('value')
}

/** A copy of a resource without what is kept as rows: `members` and `groups`. */
export const withoutCollections = (
  resourceType: ResourceTypeDefinition,
  resource: StoredResource,
): StoredResource => {
  const copy = { ...resource }
  if (hasMembers(resourceType)) delete copy.members
  if (hasGroups(resourceType)) delete copy.groups
  return copy
}

/** The members a resource carries, as they are stored: `value`, `type` and `display`. */
export const membersOf = (resource: StoredResource): Member[] =>
  Array.isArray(resource.members) ? resource.members.map(toMember) : []

/** A member as it is stored. */
export const toMember = (element: Readonly<Record<string, unknown>>): Member => ({
  value: String(element.value),
  ...(typeof element.type === 'string' && { type: element.type }),
  ...(typeof element.display === 'string' && { display: element.display }),
})
