import type { Attribute, AttributeTable } from './attribute.ts'
import { isObject } from './attribute-values.ts'
import type { ChangedAttribute } from './changes.ts'
import { deepEqual } from './deep-equal.ts'
import { own } from './own-property.ts'

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
    const { name, path, parent, type, multiValued } = attribute
    if (!parent && DERIVED.has(name)) continue
    const [one, other] = [own(before, name), own(after, name)]
    if (one === other) continue
    if (type === 'complex' && !multiValued)
      compare(changes, objectAt(before, name), objectAt(after, name), attribute.subAttributes)
    else if (isSecret(attribute)) changes.push({ path, before: undefined, after: undefined })
    else if (!deepEqual(one, other))
      changes.push({ path, before: visible(one, attribute), after: visible(other, attribute) })
  }
}

const NOTHING: Resource = Object.freeze({})

const objectAt = (resource: Resource, name: string): Resource => {
  const value = own(resource, name)
  return isObject(value) ? value : NOTHING
}

/** Whether a value must not travel: passwords and the like. */
const isSecret = ({ returned, mutability }: Attribute): boolean =>
  returned === 'never' || mutability === 'writeOnly'

/** A value without the parts that must not travel. */
const visible = (value: unknown, { subAttributes }: Attribute): unknown => {
  const secrets = [...subAttributes.values()].filter(isSecret).map(({ name }) => name)
  if (secrets.length === 0 || !Array.isArray(value)) return value
  return value.map((element) =>
    isObject(element)
      ? Object.fromEntries(Object.entries(element).filter(([name]) => !secrets.includes(name)))
      : element,
  )
}
