import { type Attribute, type CompareFilter, type Filter, fold } from '@scimwright/engine'
import type { ResourceTypeDefinition } from '@scimwright/types'
import type { Dialect } from '../dialect.ts'
import { indexPlan } from '../indexed-values.ts'
import { type Sql, sql } from '../sql.ts'
import { compare, isWellFormed, type ValueOperator } from './value-test.ts'

/** A piece of SQL, such as a condition on the row `r` of a resource, once the directory is known. */
export type SqlCondition = (directoryId: string) => Sql

/** A lookup in an index. */
export interface Lookup {
  readonly table: Sql
  readonly path: string
  readonly op: ValueOperator
  readonly value: string
  /** The `type` of the element, folded; any when absent. */
  readonly label?: string
}

/** The ids of resources of a type whose index rows pass; the rows are found by their key where the operator allows it. */
export const lookUp = (
  dialect: Dialect,
  resourceType: ResourceTypeDefinition,
  { table, path, op, value, label }: Lookup,
): SqlCondition => {
  const isRange = op === 'sw' && value !== '' && (dialect.storesNul || !value.includes('\u0000'))
  const range = isRange ? startRange(value) : compare(dialect, op, sql`v.value`, value)
  const labelled =
    label === undefined ? sql`` : sql` AND ${compare(dialect, 'eq', sql`v.label`, label)}`
  return (directoryId) => sql`
    SELECT v.resource_id FROM ${table} v
    WHERE v.directory_id = ${directoryId} AND v.type = ${resourceType.name} AND v.path = ${path}
      AND ${range}${labelled}`
}

// Every text that starts so lies between the start and its successor.
const startRange = (start: string): Sql => {
  const end = successor(start)
  return end === undefined
    ? sql`v.value >= ${start}`
    : sql`v.value >= ${start} AND v.value < ${end}`
}

const LAST = 0x10ffff

/** The least text greater than all that start with this one, by code points. */
const successor = (text: string): string | undefined => {
  const points = [...text]
  while (points.length > 0) {
    const last = points.pop()?.codePointAt(0) ?? LAST
    if (last === LAST) continue
    const next = last + 1
    return points.join('') + String.fromCodePoint(next >= 0xd800 && next <= 0xdfff ? 0xe000 : next)
  }
  return undefined
}

/** The lookup that answers a comparison of an indexed attribute; undefined when there is none. */
export const comparisonLookup = (
  resourceType: ResourceTypeDefinition,
  attribute: Attribute,
  { op, value }: Pick<CompareFilter, 'op' | 'value'>,
): Lookup | undefined => {
  if (op === 'ne' || typeof value !== 'string' || !isWellFormed(value)) return undefined
  const { path, caseExact } = attribute
  const { indexed, found } = indexPlan(resourceType)
  if (!indexed.has(path) && !found.has(path)) return undefined
  const table = found.has(path) ? sql`unique_value` : sql`attribute_value`
  return { table, path, op, value: caseExact ? value : fold(value) }
}

/** The lookup that answers `emails[type eq "work" and value …]`, in either order; undefined when there is none. */
export const elementLookup = (
  resourceType: ResourceTypeDefinition,
  attribute: Attribute,
  filter: Filter,
): Lookup | undefined => {
  const terms = filter.op === 'and' ? filter.filters : [filter]
  const labels = terms.filter((term) => labelOf(attribute, term) !== undefined)
  const [value, ...others] = terms.filter((term) => !labels.includes(term))
  if (!value || others.length > 0 || labels.length > 1) return undefined
  if (!('value' in value)) return undefined
  const sub = attribute.subAttributes.get(value.path.name.toLowerCase())
  const lookup = sub && comparisonLookup(resourceType, sub, value)
  const [label] = labels.map((term) => labelOf(attribute, term))
  return lookup && label !== undefined ? { ...lookup, label } : lookup
}

// An element without a type has an empty label, so an empty type cannot be looked up.
const labelOf = (attribute: Attribute, term: Filter): string | undefined => {
  if (term.op !== 'eq' || typeof term.value !== 'string' || term.value === '') return undefined
  if (!isWellFormed(term.value)) return undefined
  const sub = attribute.subAttributes.get(term.path.name.toLowerCase())
  return sub?.name === 'type' && !sub.caseExact ? fold(term.value) : undefined
}
