import {
  type Attribute,
  attributeTable,
  type CompareFilter,
  compileFilter,
  type Filter,
  formatAttributePath,
  type PresentFilter,
  parseFilter,
  resolveExtension,
  type ValuePathFilter,
} from '@scimwright/engine'
import { type ResourceTypeDefinition, ScimError } from '@scimwright/types'
import { type Dialect, plainForm } from '../dialect.ts'
import { postgres } from '../postgres/postgres-dialect.ts'
import { type DialectName, type Sql, type SqlValue, sql, toStatement } from '../sql.ts'
import { sqlite } from '../sqlite/sqlite-dialect.ts'
import { type CompiledCondition, every, found, scan, some } from './compiled-condition.ts'
import { comparisonLookup, elementLookup, type Lookup, lookUp } from './index-lookup.ts'
import { resourceScope, type Scope, someElement } from './scope.ts'
import { valueTest } from './value-test.ts'

/** A filter as a condition on the row `r` of the table `resource`. */
export interface SqlFilter {
  /** The condition with the placeholders of the dialect; nothing of the filter's literals is in it. */
  readonly text: string
  /** What the placeholders stand for, in order. */
  readonly values: (directoryId: string) => readonly SqlValue[]
  /** The condition as a piece for the `sql` tag. */
  readonly where: (directoryId: string) => Sql
}

const dialects: Readonly<Record<DialectName, Dialect>> = { sqlite, postgres }

/**
 * The condition a filter puts on resources of one type and directory: it selects exactly what `compileFilter` of the
 * engine lets through, and is never NULL.
 *
 * @throws ScimError 400 invalidFilter, as `compileFilter`.
 * @example
 * const { where } = compileFilterToSql('emails[type eq "work"]', UserResourceType, 'sqlite')
 * const wanted = sql`SELECT r.doc FROM resource r WHERE r.directory_id = ${id} AND r.type = 'User' AND ${where(id)}`
 * const { text, values } = toStatement(wanted, 'sqlite')
 */
export const compileFilterToSql = (
  filter: string | Filter,
  resourceType: ResourceTypeDefinition,
  dialect: DialectName,
): SqlFilter => {
  if (!Object.hasOwn(dialects, dialect))
    throw new Error(
      `There is no dialect "${dialect}". Use one of: ${Object.keys(dialects).join(', ')}.`,
    )
  const { condition } = compileCondition(filter, resourceType, dialects[dialect])
  return {
    text: toStatement(condition(''), dialect).text,
    values: (directoryId) => condition(directoryId).values,
    where: condition,
  }
}

/**
 * A filter as a condition, with what the index can do for it.
 *
 * @throws ScimError 400 invalidFilter, as `compileFilter`.
 */
export const compileCondition = (
  filter: string | Filter,
  resourceType: ResourceTypeDefinition,
  dialect: Dialect,
): CompiledCondition => {
  const parsed = typeof filter === 'string' ? parseFilter(filter) : filter
  // The engine knows what a filter may say, and says it best when it may not.
  compileFilter(parsed, resourceType)
  const scope = resourceScope(resourceType, dialect)
  return compile(parsed, { resourceType, dialect, scope, inElement: false })
}

interface Place {
  readonly resourceType: ResourceTypeDefinition
  readonly dialect: Dialect
  readonly scope: Scope
  readonly inElement: boolean
}

const compile = (filter: Filter, place: Place): CompiledCondition => {
  switch (filter.op) {
    case 'and':
      return every(filter.filters.map((each) => compile(each, place)))
    case 'or':
      return some(
        place.dialect,
        filter.filters.map((each) => compile(each, place)),
      )
    case 'not': {
      const { condition } = compile(filter.filter, place)
      return scan((directoryId) => sql`NOT (${condition(directoryId)})`)
    }
    case 'valuePath':
      return compileValuePath(filter, place)
    case 'pr':
      return always(present(filter, place))
    default:
      return compileComparison(filter, place)
  }
}

const always = (condition: Sql): CompiledCondition => scan(() => condition)

const compileValuePath = ({ path, filter }: ValuePathFilter, place: Place): CompiledCondition => {
  const { resourceType, dialect, inElement } = place
  const attribute = resolved(place, path)
  const lookup = inElement ? undefined : elementLookup(resourceType, attribute, filter)
  if (lookup) return byIndex(lookup, place)
  return scan((directoryId) =>
    someElement(resourceType, attribute, dialect, (scope) =>
      compile(filter, { ...place, scope, inElement: true }).condition(directoryId),
    ),
  )
}

const byIndex = (lookup: Lookup, { dialect, resourceType }: Place): CompiledCondition =>
  found(dialect, lookUp(dialect, resourceType, lookup), lookup.op === 'eq' ? 'few' : 'some')

const present = ({ path }: Pick<PresentFilter, 'path'>, place: Place): Sql => {
  const { resourceType, dialect, scope, inElement } = place
  const extension = inElement ? undefined : resolveExtension(attributeTable(resourceType), path)
  return extension
    ? dialect.isAssigned(dialect.document, [extension.urn])
    : scope.isAssigned(resolved(place, path))
}

const compileComparison = (filter: CompareFilter, place: Place): CompiledCondition => {
  const { op, value } = filter
  const { resourceType, dialect, scope } = place
  if (value === null)
    return always(op === 'ne' ? present(filter, place) : sql`NOT ${present(filter, place)}`)
  const named = resolved(place, filter.path)
  // A complex attribute stands for its `value`.
  const attribute = named.subAttributes.get('value') ?? named
  const lookup = place.inElement ? undefined : comparisonLookup(resourceType, attribute, filter)
  if (lookup) return byIndex(lookup, place)
  const test = valueTest(dialect, attribute, filter)
  if (op !== 'ne') return always(scope.some(attribute, test))
  const form = plainForm(attribute)
  const differs = scope.some(
    attribute,
    (stored) => sql`(${stored(form)} IS NOT NULL AND NOT coalesce(${test(stored)}, FALSE))`,
  )
  const isThere = scope.some(attribute, (stored) => sql`${stored(form)} IS NOT NULL`)
  return always(sql`(${differs} OR NOT ${isThere})`)
}

const resolved = ({ scope }: Place, path: CompareFilter['path']): Attribute => {
  const attribute = scope.resolve(path)
  if (attribute) return attribute
  throw new ScimError({
    scimType: 'invalidFilter',
    detail: `Filter: no attribute \`${formatAttributePath(path)}\` here; see /Schemas.`,
    section: 'RFC7644 3.4.2.2',
  })
}
