import { type Attribute, attributeTable, fold } from '@scimwright/engine'
import type { StoredResource } from '@scimwright/server'
import type { ResourceTypeDefinition } from '@scimwright/types'
import { isExact, plainForm } from '../dialect.ts'
import { instantKey } from '../instant-key.ts'

/**
 * What filters and sorting look into on a database that cannot fold and knows no offsets: the values of a resource as
 * they are compared. Texts are folded where their case does not count, booleans are 1 or 0, a date-time is `text` and
 * `instant`. What is never returned is not in it.
 */
export const comparableDocument = (
  resourceType: ResourceTypeDefinition,
  resource: StoredResource,
): Record<string, unknown> => {
  const { attributes, extensions } = attributeTable(resourceType)
  const document = comparableObject(attributes, resource)
  for (const { urn, attributes: own } of extensions.values())
    if (isObject(resource[urn])) document[urn] = comparableObject(own, resource[urn])
  return document
}

/** The `meta` of such a document; all resource types have the same. */
export const comparableMeta = (
  resourceType: ResourceTypeDefinition,
  meta: StoredResource['meta'],
): unknown => {
  const attribute = attributeTable(resourceType).attributes.get('meta')
  return attribute && comparableValue(attribute, meta)
}

const comparableObject = (
  attributes: ReadonlyMap<string, Attribute>,
  holder: Readonly<Record<string, unknown>>,
): Record<string, unknown> => {
  // Without a prototype: an attribute may be called like something every object has.
  const object: Record<string, unknown> = Object.create(null)
  for (const attribute of attributes.values()) {
    if (attribute.returned === 'never' || !Object.hasOwn(holder, attribute.name)) continue
    const value = holder[attribute.name]
    object[attribute.name] = Array.isArray(value)
      ? value.map((each) => comparableValue(attribute, each))
      : comparableValue(attribute, value)
  }
  return object
}

const comparableValue = (attribute: Attribute, value: unknown): unknown => {
  if (attribute.type === 'complex')
    return isObject(value) ? comparableObject(attribute.subAttributes, value) : null
  if (plainForm(attribute) === 'number')
    return typeof value === 'number' || typeof value === 'boolean' ? Number(value) : null
  if (typeof value !== 'string') return null
  const text = isExact(attribute) ? value : fold(value)
  return attribute.type === 'dateTime' ? { text, instant: instantKey(value) } : text
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
