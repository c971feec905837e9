import { type Attribute, attributeTable, fold } from '@scimwright/engine'
import type { StoredResource } from '@scimwright/server'
import { type ResourceTypeDefinition, urns } from '@scimwright/types'

/** A row of the value index: `label` is the `type` of the element the value stands in, or empty. */
export interface IndexedValue {
  readonly path: string
  readonly value: string
  readonly label: string
}

/** Which attributes of a resource type are found through an index, and which must be unique; by attribute path. */
export interface IndexPlan {
  /** Found through the value index. */
  readonly indexed: ReadonlyMap<string, Attribute>
  /** Found through their unique values. */
  readonly found: ReadonlyMap<string, Attribute>
  readonly unique: ReadonlyMap<string, Attribute>
}

const plans = new WeakMap<ResourceTypeDefinition, IndexPlan>()

/** The index plan of a resource type. */
export const indexPlan = (resourceType: ResourceTypeDefinition): IndexPlan => {
  const known = plans.get(resourceType)
  if (known) return known
  const made = makePlan(resourceType)
  plans.set(resourceType, made)
  return made
}

// What identity providers match by. The list is fixed: rows of resources stored before must be as complete as new ones.
const MATCHED = new Set([
  'userName',
  'externalId',
  'displayName',
  'emails.value',
  'phoneNumbers.value',
  `${urns.EnterpriseUser}:employeeNumber`,
])

const makePlan = (resourceType: ResourceTypeDefinition): IndexPlan => {
  const leaves = leafAttributes(resourceType).filter(({ path }) => path !== 'id')
  const hasUserName = leaves.some(({ path }) => path === 'userName')
  const matched = leaves.filter(
    // People are matched by userName, groups by displayName.
    ({ path, type }) =>
      MATCHED.has(path) && type === 'string' && !(hasUserName && path === 'displayName'),
  )
  const byPath = (attributes: Attribute[]) =>
    new Map(attributes.map((attribute) => [attribute.path, attribute]))
  return {
    indexed: byPath(matched.filter((attribute) => !isOneUnique(attribute))),
    found: byPath(matched.filter(isOneUnique)),
    unique: byPath(leaves.filter(({ uniqueness }) => uniqueness !== 'none')),
  }
}

const isOneUnique = ({ uniqueness, parent }: Attribute): boolean => uniqueness !== 'none' && !parent

const leafAttributes = (resourceType: ResourceTypeDefinition): Attribute[] => {
  const { attributes, extensions } = attributeTable(resourceType)
  const groups = [attributes, ...[...extensions.values()].map((extension) => extension.attributes)]
  return groups.flatMap((group) => [...group.values()].flatMap(leavesOf))
}

const leavesOf = (attribute: Attribute): Attribute[] =>
  attribute.type === 'complex'
    ? [...attribute.subAttributes.values()].flatMap(leavesOf)
    : [attribute]

/** The rows of the value index a resource has, without duplicates. */
export const indexedValues = (
  resourceType: ResourceTypeDefinition,
  resource: StoredResource,
): Map<string, IndexedValue> => {
  const rows = new Map<string, IndexedValue>()
  for (const attribute of indexPlan(resourceType).indexed.values())
    for (const { value, label } of valuesAt(resource, attribute)) {
      const row = {
        path: attribute.path,
        value: attribute.caseExact ? value : fold(value),
        label: fold(label),
      }
      rows.set(JSON.stringify([row.path, row.value, row.label]), row)
    }
  return rows
}

/** The values of a resource no other one of its type may have, without duplicates. */
export const uniqueValues = (
  resourceType: ResourceTypeDefinition,
  resource: StoredResource,
): Map<string, Omit<IndexedValue, 'label'>> => {
  const rows = new Map<string, Omit<IndexedValue, 'label'>>()
  for (const attribute of indexPlan(resourceType).unique.values())
    for (const { value } of valuesAt(resource, attribute)) {
      const row = { path: attribute.path, value: attribute.caseExact ? value : fold(value) }
      rows.set(JSON.stringify([row.path, row.value]), row)
    }
  return rows
}

const valuesAt = (
  resource: StoredResource,
  attribute: Attribute,
): { value: string; label: string }[] => {
  const { parent, extension } = attribute
  const holder = extension === undefined ? resource : own(resource, extension)
  const elements = listOf(parent ? own(holder, parent.name) : holder)
  return elements.flatMap((element) => {
    const label = parent ? own(element, 'type') : undefined
    return listOf(own(element, attribute.name))
      .filter((value) => value !== null && typeof value !== 'object')
      .map((value) => ({ value: String(value), label: typeof label === 'string' ? label : '' }))
  })
}

const own = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined

const listOf = (value: unknown): unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]
