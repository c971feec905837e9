import type { Attribute, AttributeTable } from './attribute.ts'
import { isObject } from './attribute-values.ts'
import type { ChangedAttribute } from './changes.ts'
import { deepEqual } from './deep-equal.ts'

type Resource = Readonly<Record<string, unknown>>

/**
 * The attributes that differ between two states of a resource, in the order of their definition: single complex ones by
 * sub-attribute, multi-valued ones as a whole. `schemas`, `id` and `meta` follow from the rest; a value that is never
 * returned is told without its value.
 */
export const changedAttributes = (
  before: Resource,
  after: Resource,
  table: AttributeTable,
): ChangedAttribute[] => {
  const changes: ChangedAttribute[] = []
  if (before === after) return changes
  compare(changes, before, after, table.attributes)
  for (const { urn, attributes } of table.extensions.values()) {
    const [one, other] = [objectAt(before, urn), objectAt(after, urn)]
    if (one !== other) compare(changes, one, other, attributes)
  }
  return changes
}

const DERIVED = new Set(['schemas', 'id', 'meta'])

const compare = (
  changes: ChangedAttribute[],
  before: Resource,
  after: Resource,
  attributes: ReadonlyMap<string, Attribute>,
): void => {
  for (const attribute of attributes.values()) {
    const { name, path, parent, type, multiValued, returned } = attribute
    if (!parent && DERIVED.has(name)) continue
    const [one, other] = [own(before, name), own(after, name)]
    if (one === other) continue
    if (type === 'complex' && !multiValued)
      compare(changes, objectAt(before, name), objectAt(after, name), attribute.subAttributes)
    else if (returned === 'never') changes.push({ path, before: undefined, after: undefined })
    else if (!deepEqual(one, other)) changes.push({ path, before: one, after: other })
  }
}

const NOTHING: Resource = Object.freeze({})

const objectAt = (resource: Resource, name: string): Resource => {
  const value = own(resource, name)
  return isObject(value) ? value : NOTHING
}

const own = (resource: Resource, name: string): unknown =>
  Object.hasOwn(resource, name) ? resource[name] : undefined
