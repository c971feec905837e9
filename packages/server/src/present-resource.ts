import {
  type Attribute,
  attributeTable,
  compileProjection,
  type ProjectOptions,
} from '@scimwright/engine'
import type { ResourceTypeDefinition } from '@scimwright/types'
import type { Exchange } from './exchange.ts'
import type { StoredResource } from './store.ts'

/** A stored resource as the client of an exchange sees it. */
export type Present = (resource: StoredResource) => Record<string, unknown>

/** The address of a resource. */
export const locationOf = (
  { baseUrl }: Pick<Exchange, 'baseUrl'>,
  { endpoint }: ResourceTypeDefinition,
  id: string,
): string => `${baseUrl}${endpoint}/${encodeURIComponent(id)}`

/** Adds addresses (`meta.location`, `$ref`) and takes away what was not asked for; made once for many resources. */
export const presenter = (
  exchange: Pick<Exchange, 'baseUrl' | 'resourceTypes'>,
  resourceType: ResourceTypeDefinition,
  options: ProjectOptions,
): Present => {
  const projection = compileProjection(resourceType, { ...options, isNormalized: true })
  const references = referenceAttributes(resourceType)
  return (resource) => {
    const location = locationOf(exchange, resourceType, resource.id)
    const located = { ...resource, meta: { ...resource.meta, location } }
    addReferences(located, references, exchange)
    return projection(located)
  }
}

/** Whether an answer with these options has an attribute at all. */
export const isAskedFor = (
  resourceType: ResourceTypeDefinition,
  options: ProjectOptions,
  name: string,
): boolean =>
  attributeTable(resourceType).attributes.has(name) &&
  name in compileProjection(resourceType, options)({ [name]: [{ value: '' }] })

const cache = new WeakMap<ResourceTypeDefinition, readonly Attribute[]>()

/** The complex attributes of a resource type whose `value` is an id and whose `$ref` is its address. */
const referenceAttributes = (resourceType: ResourceTypeDefinition): readonly Attribute[] => {
  const known = cache.get(resourceType)
  if (known) return known
  const { attributes, extensions } = attributeTable(resourceType)
  const found = [attributes, ...[...extensions.values()].map((each) => each.attributes)]
    .flatMap((each) => [...each.values()])
    .filter(({ subAttributes }) => subAttributes.has('$ref') && subAttributes.has('value'))
  cache.set(resourceType, found)
  return found
}

/** Puts addresses into a resource that is a copy already. */
const addReferences = (
  copy: Record<string, unknown>,
  references: readonly Attribute[],
  exchange: Pick<Exchange, 'baseUrl' | 'resourceTypes'>,
): void => {
  for (const { name, extension, subAttributes } of references) {
    const holder = (extension === undefined ? copy : copy[extension]) as
      | Record<string, unknown>
      | undefined
    const value = holder?.[name]
    if (value === undefined) continue
    const types = subAttributes.get('$ref')?.referenceTypes ?? []
    const address = (element: unknown) => withAddress(element, types, exchange)
    const next = Array.isArray(value) ? value.map(address) : address(value)
    if (extension === undefined) copy[name] = next
    else copy[extension] = { ...holder, [name]: next }
  }
}

const withAddress = (
  element: unknown,
  referenceTypes: readonly string[],
  exchange: Pick<Exchange, 'baseUrl' | 'resourceTypes'>,
): unknown => {
  if (typeof element !== 'object' || element === null) return element
  const { value, type } = element as { value?: unknown; type?: unknown }
  // Where several types are possible, only the element itself can say which one it is.
  const name = referenceTypes.length === 1 ? referenceTypes[0] : type
  const resourceType = exchange.resourceTypes.find((each) => each.name === name)
  if (!resourceType || typeof value !== 'string') return element
  return { ...element, $ref: locationOf(exchange, resourceType, value) }
}
