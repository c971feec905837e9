import {
  type Attribute,
  type AttributePath,
  attributeTable,
  type CompareFilter,
  type Filter,
  formatAttributePath,
  resolveAttribute,
} from '@scimwright/engine'
import { type ResourceTypeDefinition, ScimError } from '@scimwright/types'
import type { Dialect } from '../dialect.ts'
import { joinSql, type Sql, sql } from '../sql.ts'
import { type Condition, comparisonLookup, elementLookup, lookUp } from './index-lookup.ts'
import { resourceScope, type Scope, someElement } from './scope.ts'
import { valueTest } from './value-tests.ts'

/**
 * The condition a filter puts on the row `r` of the table `resource`, which must be one of that type and directory;
 * it selects exactly what `compileFilter` of the engine lets through.
 *
 * @throws ScimError 400 invalidFilter as `compileFilter` does.
 */
export const compileFilterToSql = (
  filter: Filter,
  resourceType: ResourceTypeDefinition,
  dialect: Dialect,
): Condition => {
  const table = attributeTable(resourceType)
  const inResource: Place = {
    scope: resourceScope(resourceType, dialect),
    resolve: (path) => resolveAttribute(table, path),
  }

  const walk = (node: Filter, place: Place): Condition => {
    if ('filters' in node) {
      const conditions = node.filters.map((each) => walk(each, place))
      const separator = node.op === 'and' ? sql` AND ` : sql` OR `
      return (directoryId) =>
        sql`(${joinSql(
          conditions.map((condition) => condition(directoryId)),
          separator,
        )})`
    }
    if (node.op === 'not') {
      const condition = walk(node.filter, place)
      return (directoryId) => sql`NOT (${condition(directoryId)})`
    }
    if (node.op === 'valuePath') {
      const attribute = resolved(place, node.path)
      const lookup = elementLookup(resourceType, attribute, node.filter)
      if (lookup) return lookUp(dialect, resourceType, lookup)
      const inElement = (scope: Scope): Place => ({
        scope,
        resolve: ({ name }) => attribute.subAttributes.get(name.toLowerCase()),
      })
      return (directoryId) =>
        someElement(resourceType, attribute, dialect, (scope) =>
          walk(node.filter, inElement(scope))(directoryId),
        )
    }
    const attribute = comparedAttribute(resolved(place, node.path))
    if (node.op === 'pr') return always(present(place.scope, attribute))
    return comparison(node, attribute, place)
  }

  const comparison = (node: CompareFilter, attribute: Attribute, place: Place): Condition => {
    const { op, value } = node
    if (op === 'ne') {
      const equal = comparison({ ...node, op: 'eq' }, attribute, place)
      return (directoryId) => sql`NOT (${equal(directoryId)})`
    }
    if (value === null) return always(sql`NOT (${present(place.scope, attribute)})`)
    const lookup =
      place === inResource ? comparisonLookup(resourceType, attribute, op, value) : undefined
    if (lookup) return lookUp(dialect, resourceType, lookup)
    return always(place.scope.some(attribute, valueTest(dialect, attribute, op, value)))
  }

  return walk(filter, inResource)
}

/** Where names in a filter are looked up. */
interface Place {
  readonly scope: Scope
  readonly resolve: (path: AttributePath) => Attribute | undefined
}

const always =
  (condition: Sql): Condition =>
  () =>
    condition

const resolved = (place: Place, path: AttributePath): Attribute => {
  const attribute = place.resolve(path)
  if (attribute) return attribute
  throw new ScimError({
    scimType: 'invalidFilter',
    detail: `${formatAttributePath(path)}: there is no such attribute (RFC 7644 §3.4.2.2).`,
    section: 'RFC7644 3.4.2.2',
  })
}

/** A complex attribute stands for its `value` in comparisons. */
const comparedAttribute = (attribute: Attribute): Attribute =>
  attribute.subAttributes.get('value') ?? attribute

const present = (scope: Scope, attribute: Attribute): Sql =>
  scope.some(attribute, (value) => sql`${value} <> ''`)
