import { type ResourceTypeDefinition, ScimError } from '@scimwright/types'
import {
  type Attribute,
  type AttributeTable,
  attributeTable,
  type ExtensionAttributes,
} from './attribute.ts'
import { resolveAttribute, resolveExtension } from './attribute-path.ts'
import { isObject } from './attribute-values.ts'
import { parsePath } from './parse-path.ts'

/** What a client asked for, in attribute notation (RFC 7644 §3.9); give one of the two. */
export interface ProjectOptions {
  readonly attributes?: readonly string[]
  readonly excludedAttributes?: readonly string[]
  /** The resources are as `normalizeResource` makes them: what is returned whole need not be looked into. */
  readonly isNormalized?: boolean
}

/** A resource as it is returned. */
export type Projection = <R extends object>(resource: R) => R

/**
 * What a client gets to see of a resource: `returned` rules, `attributes` and `excludedAttributes` (RFC 7643 §7, RFC 7644 §3.9).
 *
 * Names that are unknown select nothing, and what no schema defines is not shown. Parts nothing was taken from are the
 * resource's own.
 *
 * @throws ScimError 400 invalidPath for a name that is not in attribute notation.
 * @example
 * project(user, UserResourceType, { attributes: ['userName', 'emails.value'] })
 */
export const project = <R extends object>(
  resource: R,
  resourceType: ResourceTypeDefinition,
  options: ProjectOptions = {},
): R => compileProjection(resourceType, options)(resource)

/**
 * `project` for many resources: the names are looked up once.
 *
 * @throws ScimError 400 invalidPath, as `project`.
 */
export const compileProjection = (
  resourceType: ResourceTypeDefinition,
  options: ProjectOptions = {},
): Projection => {
  const table = attributeTable(resourceType)
  const { attributes, excludedAttributes, isNormalized } = options
  if (!isNormalized || attributes?.length || excludedAttributes?.length)
    return compile(table, options)
  const known = unasked.get(table)
  if (known) return known
  const made = withShortcut(compile(table, options), table)
  unasked.set(table, made)
  return made
}

// What a server returns of stored resources when nothing in particular is asked for.
const unasked = new WeakMap<AttributeTable, Projection>()

/** Gives back as it is what has nothing but attributes that are returned with all of their parts. */
const withShortcut = (
  projection: Projection,
  { attributes, extensions }: AttributeTable,
): Projection => {
  const isWhole = ({ returned, subAttributes }: Attribute): boolean =>
    (returned === 'default' || returned === 'always') && areWhole(subAttributes)
  const areWhole = (each: ReadonlyMap<string, Attribute>) => [...each.values()].every(isWhole)
  const names = new Set([
    ...[...attributes.values()].filter(isWhole).map(({ name }) => name),
    ...[...extensions.values()].filter((each) => areWhole(each.attributes)).map(({ urn }) => urn),
  ])
  return (resource) =>
    Object.keys(resource).every((name) => names.has(name)) ? resource : projection(resource)
}

const compile = (
  table: AttributeTable,
  { attributes, excludedAttributes }: ProjectOptions,
): Projection => {
  const wanted = attributes?.length ? select(attributes, table) : undefined
  const unwanted = excludedAttributes?.length ? select(excludedAttributes, table) : undefined
  const returns = (attribute: Attribute): boolean => {
    if (attribute.returned === 'never') return false
    if (attribute.returned === 'always') return true
    if (wanted) return isWanted(attribute, wanted)
    return attribute.returned !== 'request' && !unwanted?.has(attribute)
  }
  return (resource) =>
    filterAttributes(resource, table.attributes, returns, (urn, value) =>
      filterExtension(value, table.extensions.get(urn.toLowerCase()), returns),
    )
}

/** Whether an attribute is returned, at least in part. */
type Returns = (attribute: Attribute) => boolean

const isWanted = (attribute: Attribute, wanted: ReadonlySet<Attribute>): boolean => {
  if (wanted.has(attribute)) return true
  const { parent } = attribute
  if (parent) {
    const whole = wanted.has(parent) || parent.returned === 'always'
    return whole && attribute.returned !== 'request'
  }
  return [...attribute.subAttributes.values()].some((sub) => wanted.has(sub))
}

const select = (names: readonly string[], table: AttributeTable): Set<Attribute> => {
  const selected = new Set<Attribute>()
  for (const name of names) {
    const path = parsePath(name)
    if (path.filter)
      throw new ScimError({
        scimType: 'invalidPath',
        detail: 'attributes and excludedAttributes take names without filters (RFC 7644 §3.9).',
        section: 'RFC7644 3.9',
      })
    const extension = resolveExtension(table, path)
    const attribute = resolveAttribute(table, path)
    if (attribute) selected.add(attribute)
    for (const each of extension?.attributes.values() ?? []) selected.add(each)
  }
  return selected
}

const filterExtension = (
  value: unknown,
  extension: ExtensionAttributes | undefined,
  returns: Returns,
): unknown =>
  extension && isObject(value)
    ? dropEmpty(filterAttributes(value, extension.attributes, returns))
    : undefined

/** Copies only when something is taken away; `other` says what becomes of a name that is no attribute. */
const filterAttributes = <T extends object>(
  source: T,
  attributes: ReadonlyMap<string, Attribute>,
  returns: Returns,
  other: (name: string, value: unknown) => unknown = () => undefined,
): T => {
  let result: Record<string, unknown> | undefined
  for (const [name, before] of Object.entries(source)) {
    const attribute = attributes.get(name.toLowerCase())
    const after = attribute ? filterValue(before, attribute, returns) : other(name, before)
    if (after === before) continue
    result ??= { ...(source as Record<string, unknown>) }
    if (after === undefined) delete result[name]
    else result[name] = after
  }
  return (result ?? source) as T
}

const filterValue = (value: unknown, attribute: Attribute, returns: Returns): unknown => {
  if (!returns(attribute)) return undefined
  if (attribute.type !== 'complex') return value
  if (Array.isArray(value)) return filterElements(value, attribute, returns)
  return isObject(value)
    ? dropEmpty(filterAttributes(value, attribute.subAttributes, returns))
    : value
}

const filterElements = (
  values: readonly unknown[],
  attribute: Attribute,
  returns: Returns,
): unknown => {
  const kept = values.map((value) =>
    isObject(value) ? filterAttributes(value, attribute.subAttributes, returns) : value,
  )
  return kept.every((value, index) => value === values[index]) ? values : kept
}

const dropEmpty = (value: object): object | undefined =>
  Object.keys(value).length > 0 ? value : undefined
