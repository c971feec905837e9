import { type ResourceTypeDefinition, ScimError } from '@scimwright/types'
import { type Attribute, attributeTable } from './attribute.ts'
import { resolveAttribute } from './attribute-path.ts'
import { isObject, reader } from './attribute-values.ts'
import { compareCodePoints } from './compare-code-points.ts'
import { compareInstants, type Instant, parseDateTime } from './date-time.ts'
import { fold } from './fold.ts'
import { parsePath } from './parse-path.ts'

/** By what to sort, in attribute notation; ascending unless told (RFC 7644 §3.4.2.3). */
export interface SortOptions {
  readonly sortBy: string
  readonly sortOrder?: 'ascending' | 'descending'
}

type Key = string | number | Instant | undefined

/**
 * The resources in order, as a new array; equal ones keep their order (RFC 7644 §3.4.2.3).
 *
 * Of several values the primary one counts, else the first. Text goes by code points, without regard to case unless the
 * attribute is caseExact. Resources without a value come last ascending, first descending.
 *
 * @throws ScimError 400 invalidPath when `sortBy` names no attribute that can be sorted by.
 * @example
 * sortResources(users, UserResourceType, { sortBy: 'name.familyName', sortOrder: 'descending' })
 */
export const sortResources = <R extends object>(
  resources: readonly R[],
  resourceType: ResourceTypeDefinition,
  { sortBy, sortOrder = 'ascending' }: SortOptions,
): R[] => {
  const keyOf = compileSortKey(resourceType, sortBy)
  const direction = sortOrder === 'descending' ? -1 : 1
  return resources
    .map((resource) => ({ resource, key: keyOf(resource) }))
    .sort((one, other) => direction * compareKeys(one.key, other.key))
    .map(({ resource }) => resource)
}

/** The attribute that `sortBy` stands for: the `value` of a complex one. */
export const sortAttribute = (resourceType: ResourceTypeDefinition, sortBy: string): Attribute => {
  const path = parsePath(sortBy)
  const named = path.filter ? undefined : resolveAttribute(attributeTable(resourceType), path)
  const attribute = named?.type === 'complex' ? named.subAttributes.get('value') : named
  if (attribute && isShown(attribute) && attribute.type !== 'binary') return attribute
  throw new ScimError({
    scimType: 'invalidPath',
    detail: `sortBy: names no attribute of ${resourceType.name} that can be sorted by; a complex one needs a sub-attribute (RFC 7644 §3.4.2.3).`,
    section: 'RFC7644 3.4.2.3',
  })
}

// The order would tell of what is never returned.
const isShown = ({ returned, parent }: Attribute): boolean =>
  returned !== 'never' && parent?.returned !== 'never'

const compileSortKey = (
  resourceType: ResourceTypeDefinition,
  sortBy: string,
): ((resource: unknown) => Key) => {
  const attribute = sortAttribute(resourceType, sortBy)
  const { parent, extension } = attribute
  const root = parent ?? attribute
  const read = reader(root.name)
  const readExtension = extension === undefined ? undefined : reader(extension)
  const readSub = parent ? reader(attribute.name) : undefined
  const toKey = keyReader(attribute)
  return (resource) => {
    const value = read(readExtension ? readExtension(resource) : resource)
    const single = Array.isArray(value) ? primaryOrFirst(value) : value
    const inner = readSub ? readSub(single) : single
    return toKey(Array.isArray(inner) ? inner[0] : inner)
  }
}

const primaryOrFirst = (values: readonly unknown[]): unknown =>
  values.find((value) => isObject(value) && value.primary === true) ?? values[0]

const keyReader = ({ type, caseExact }: Attribute): ((value: unknown) => Key) => {
  if (type === 'dateTime')
    return (value) => (typeof value === 'string' ? parseDateTime(value) : undefined)
  if (type === 'boolean') return (value) => (typeof value === 'boolean' ? Number(value) : undefined)
  if (type === 'integer' || type === 'decimal')
    return (value) => (typeof value === 'number' ? value : undefined)
  return (value) => {
    if (typeof value !== 'string' || value === '') return undefined
    return caseExact ? value : fold(value)
  }
}

const compareKeys = (one: Key, other: Key): number => {
  if (one === undefined || other === undefined)
    return Number(one === undefined) - Number(other === undefined)
  if (typeof one === 'number' || typeof other === 'number') return Number(one) - Number(other)
  if (typeof one === 'string' || typeof other === 'string')
    return compareCodePoints(String(one), String(other))
  return compareInstants(one, other)
}
