import { type ResourceTypeDefinition, ScimError } from '@scimwright/types'
import { type Attribute, type AttributeTable, attributeTable } from './attribute.ts'
import {
  type AttributePath,
  formatAttributePath,
  resolveAttribute,
  resolveExtension,
} from './attribute-path.ts'
import {
  isUnassigned,
  nested,
  reader,
  type Search,
  valuesInElement,
  valuesOf,
} from './attribute-values.ts'
import { compileComparison } from './compile-comparison.ts'
import type {
  CompareFilter,
  Filter,
  FilterLimits,
  PresentFilter,
  ValuePathFilter,
} from './filter.ts'
import { narrowFilter } from './narrow-filter.ts'
import { parseFilter } from './parse-filter.ts'
import type { Profile, Quirk } from './profile.ts'

/** Whether a resource, or an element of an attribute, matches. */
export type Predicate = (value: unknown) => boolean

/** How a filter is compiled. */
export interface CompileFilterOptions {
  /** The dialect the filter is read in; the RFC's when left out. */
  readonly profile?: Profile | undefined
  /** Called for each leniency of the profile that was applied. */
  readonly report?: (quirk: Quirk) => void
}

/**
 * Compiles a filter against a resource type into a predicate over its resources (RFC 7644 §3.4.2.2).
 *
 * - A comparison holds when any value of the attribute passes; inside `[…]` all terms speak of one element.
 * - `ne` holds when any value differs, and when there is no value. `not` negates what its group says of the resource.
 * - `pr` is false for absent, null, empty text, `[]` and `{}`; `eq null` is its opposite, `ne null` the same as `pr`.
 * - Text is compared composed (NFC) and in lower case unless the attribute is caseExact, and ordered by code points;
 *   a dateTime is compared as a moment. A complex attribute stands for its `value`.
 *
 * @throws ScimError 400 invalidFilter: it does not parse, an attribute is unknown or never returned, an operator or
 * literal does not fit the attribute's type.
 * @example
 * const isWorkAddress = compileFilter('emails[type eq "work" and value ew "@example.com"]', UserResourceType)
 * users.filter(isWorkAddress)
 */
export const compileFilter = (
  filter: string | Filter,
  resourceType: ResourceTypeDefinition,
  { profile, report = () => {} }: CompileFilterOptions = {},
): Predicate => {
  const table = attributeTable(resourceType)
  const scope = resourceScope(table)
  const context = { table, profile, report }
  return compile(transformed(parseDialect(filter, { profile, report }), scope, context), scope)
}

/** A filter given as text, parsed as a profile lets it be written. */
const parseDialect = (
  filter: string | Filter,
  { profile, report = () => {}, limits }: NormalizeFilterOptions,
): Filter => {
  if (typeof filter !== 'string') return filter
  const quirk = {
    name: 'unquotedValues',
    path: 'filter',
    detail: 'a string without quotes was read',
  }
  return parseFilter(filter, {
    ...(limits && { limits }),
    ...(profile?.tolerates.has('unquotedValues') && { onUnquoted: () => report(quirk) }),
  })
}

/** How the filter of a query is read. */
export interface NormalizeFilterOptions extends CompileFilterOptions {
  readonly limits?: FilterLimits
}

/**
 * The filter of a query in the RFC's terms, whatever the dialect of its text: what a store is given.
 *
 * Over several resource types an attribute that only some of them have is good (RFC 7644 §3.4.2.1): see `narrowFilter`.
 *
 * @throws ScimError 400 invalidFilter, as `parseFilter` and `compileFilter`: the filter is known to be good.
 */
export const normalizeFilter = (
  text: string,
  resourceTypes: ResourceTypeDefinition | readonly ResourceTypeDefinition[],
  { profile, report = () => {}, limits }: NormalizeFilterOptions = {},
): Filter => {
  const types = [resourceTypes].flat()
  // Each type's transforms touch only the names they know.
  const filter = types
    .map(attributeTable)
    .reduce(
      (read, table) => transformed(read, resourceScope(table), { table, profile, report }),
      parseDialect(text, { profile, report, ...(limits && { limits }) }),
    )
  for (const type of types)
    compile(narrowFilter(filter, type, types), resourceScope(attributeTable(type)))
  return filter
}

/**
 * Compiles a filter over the elements of one attribute, as in `emails[…]`; a simple value is its own `value`.
 *
 * @throws ScimError 400 invalidFilter, as `compileFilter`.
 */
export const compileElementFilter = (filter: Filter, attribute: Attribute): Predicate =>
  compile(filter, elementScope(attribute))

/** A filter over the elements of an attribute as a profile reads it. */
export const transformElementFilter = (
  filter: Filter,
  attribute: Attribute,
  context: DialectContext,
): Filter => transformed(filter, elementScope(attribute), context)

/** The dialect a filter is in, and who is told of leniencies. */
export interface DialectContext {
  readonly table: AttributeTable
  readonly profile: Profile | undefined
  readonly report: (quirk: Quirk) => void
}

const transformed = (
  filter: Filter,
  { resolve }: Scope,
  { table, profile, report }: DialectContext,
): Filter =>
  (profile?.filter ?? []).reduce(
    (node, transform) => transform(node, { table, report, resolve }),
    filter,
  )

/** Where the names of a filter are looked up. */
interface Scope {
  /** The attribute a path names, undefined if there is none. */
  readonly resolve: (path: AttributePath) => Attribute | undefined
  values(attribute: Attribute): Search
  /** The predicate of `pr` on something that is no attribute, such as an extension. */
  present(path: AttributePath): Predicate | undefined
}

const resourceScope = (table: AttributeTable): Scope => ({
  resolve: (path) => resolveAttribute(table, path),
  values: valuesOf,
  present: (path) => {
    const extension = resolveExtension(table, path)
    if (!extension) return undefined
    const read = reader(extension.urn)
    return (resource) => !isUnassigned(read(resource))
  },
})

const itself: Search = (test) => test

const elementScope = (attribute: Attribute): Scope => ({
  resolve: ({ urn, name, sub }) => {
    if (urn !== undefined || sub !== undefined) return undefined
    const folded = name.toLowerCase()
    if (attribute.type === 'complex') return attribute.subAttributes.get(folded)
    return folded === 'value' ? attribute : undefined
  },
  values: (named) => (named === attribute ? itself : valuesInElement(named)),
  present: () => undefined,
})

const compile = (filter: Filter, scope: Scope): Predicate => {
  switch (filter.op) {
    case 'and':
      return every(filter.filters.map((each) => compile(each, scope)))
    case 'or':
      return some(filter.filters.map((each) => compile(each, scope)))
    case 'not': {
      const negated = compile(filter.filter, scope)
      return (value) => !negated(value)
    }
    case 'valuePath':
      return compileValuePath(filter, scope)
    case 'pr':
      return compilePresent(filter, scope)
    default:
      return compileCompare(filter, scope)
  }
}

const every = (predicates: readonly Predicate[]): Predicate => {
  const [first, second] = predicates
  if (first && second && predicates.length === 2) return (value) => first(value) && second(value)
  return (value) => {
    for (const predicate of predicates) if (!predicate(value)) return false
    return true
  }
}

const some = (predicates: readonly Predicate[]): Predicate => {
  const [first, second] = predicates
  if (first && second && predicates.length === 2) return (value) => first(value) || second(value)
  return (value) => {
    for (const predicate of predicates) if (predicate(value)) return true
    return false
  }
}

const compileValuePath = ({ path, filter, start }: ValuePathFilter, scope: Scope): Predicate => {
  const attribute = filterable(path, start, scope)
  if (attribute.type !== 'complex' && !attribute.multiValued)
    throw invalid(start, `\`${attribute.path}\` has no elements to look into with brackets`)
  // What is not there has no elements: a filter of nothing but `not` must not match it.
  const element = compileElementFilter(filter, attribute)
  return scope.values(attribute)((value) => isThere(value) && element(value))
}

const compilePresent = ({ path, start }: PresentFilter, scope: Scope): Predicate => {
  const extension = scope.present(path)
  if (extension) return extension
  return scope.values(filterable(path, start, scope))(isAssigned)
}

const isAssigned = (value: unknown): boolean => !isUnassigned(value)

const compileCompare = (filter: CompareFilter, scope: Scope): Predicate => {
  const { path, op, value, start } = filter
  const named = filterable(path, start, scope)
  if (value === null) {
    if (op !== 'eq' && op !== 'ne')
      throw invalid(start, `null is compared with \`eq\` and \`ne\` only`)
    const present = compilePresent({ op: 'pr', path, start, end: filter.end }, scope)
    return op === 'ne' ? present : (resource) => !present(resource)
  }
  const attribute = named.type === 'complex' ? defaultValue(named, start) : named
  const outer = scope.values(named)
  const search = attribute === named ? outer : nested(outer, valuesInElement(attribute))
  const test = compileComparison(filter, attribute)
  if (op !== 'ne') return search(test)
  const differs = search((stored) => isThere(stored) && !test(stored))
  const hasAny = search(isThere)
  return (resource) => differs(resource) || !hasAny(resource)
}

const isThere = (value: unknown): boolean => value !== undefined && value !== null

const defaultValue = (attribute: Attribute, position: number): Attribute => {
  const value = attribute.subAttributes.get('value')
  if (value) return value
  throw invalid(position, `\`${attribute.path}\` is complex: name one of its sub-attributes`)
}

const filterable = (path: AttributePath, position: number, scope: Scope): Attribute => {
  const attribute = scope.resolve(path)
  if (!attribute)
    throw invalid(position, `no attribute \`${formatAttributePath(path)}\` here; see /Schemas`)
  if (attribute.returned === 'never' || attribute.parent?.returned === 'never')
    throw invalid(position, `\`${attribute.path}\` is never returned and cannot be filtered on`)
  return attribute
}

const invalid = (position: number, rule: string): ScimError =>
  new ScimError({
    scimType: 'invalidFilter',
    detail: `Filter, position ${position}: ${rule}.`,
    section: 'RFC7644 3.4.2.2',
  })
