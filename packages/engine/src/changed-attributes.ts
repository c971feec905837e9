import type { Attribute, AttributeTable } from './attribute.ts'
import { isObject } from './attribute-values.ts'
import type { ChangedAttribute } from './changes.ts'
import { deepEqual } from './deep-equal.ts'
import { own } from './own-property.ts'

type Resource = Readonly<Record<string, unknown>>

/**
 * The attributes that differ between two states of a resource, in the order of their definition: single complex ones by
 * sub-attribute, multi-valued ones as a whole. `schemas`, `id` and `meta` follow from the rest; a value that is never
 * returned is told without its value. `touched` are the attributes that may differ, where that is known.
 */
export const changedAttributes = (
  before: Resource,
  after: Resource,
  table: AttributeTable,
  touched?: ReadonlySet<Attribute>,
): ChangedAttribute[] => {
  const changes: ChangedAttribute[] = []
  if (before === after) return changes
  if (touched) return changedAmong(touched, { before, after, table })
  compare(changes, before, after, table.attributes)
  for (const { urn, attributes } of table.extensions.values()) {
    const [one, other] = [objectAt(before, urn), objectAt(after, urn)]
    if (one !== other) compare(changes, one, other, attributes)
  }
  return changes
}

const changedAmong = (
  touched: ReadonlySet<Attribute>,
  { before, after, table }: { before: Resource; after: Resource; table: AttributeTable },
): ChangedAttribute[] => {
  const changes: ChangedAttribute[] = []
  const inOrder = touched.size < 2 ? touched : inOrderOf(table).filter((each) => touched.has(each))
  for (const attribute of inOrder) {
    const { extension } = attribute
    if (extension === undefined) compareOne(changes, before, after, attribute)
    else compareOne(changes, objectAt(before, extension), objectAt(after, extension), attribute)
  }
  return changes
}

const orders = new WeakMap<AttributeTable, readonly Attribute[]>()

const inOrderOf = (table: AttributeTable): readonly Attribute[] => {
  const known = orders.get(table)
  if (known) return known
  const extensions = [...table.extensions.values()].map(({ attributes }) => attributes)
  const all = [table.attributes, ...extensions].flatMap((attributes) => [...attributes.values()])
  orders.set(table, all)
  return all
}

const DERIVED = new Set(['schemas', 'id', 'meta'])

const compare = (
  changes: ChangedAttribute[],
  before: Resource,
  after: Resource,
  attributes: ReadonlyMap<string, Attribute>,
): void => {
  for (const attribute of attributes.values()) compareOne(changes, before, after, attribute)
}

const compareOne = (
  changes: ChangedAttribute[],
  before: Resource,
  after: Resource,
  attribute: Attribute,
): void => {
  const { name, path, parent, type, multiValued } = attribute
  if (before[name] === after[name] || (!parent && DERIVED.has(name))) return
  const one = own(before, name)
  const other = own(after, name)
  if (one === other) return
  if (isSecret(attribute)) changes.push({ path, before: undefined, after: undefined })
  else if (type === 'complex' && !multiValued)
    compare(changes, objectAt(before, name), objectAt(after, name), attribute.subAttributes)
  else if (!deepEqual(one, other))
    changes.push({ path, before: visible(one, attribute), after: visible(other, attribute) })
}

const NOTHING: Resource = Object.freeze({})

const objectAt = (resource: Resource, name: string): Resource => {
  const value = own(resource, name)
  return isObject(value) ? value : NOTHING
}

/** Whether a value must not travel: passwords and the like. */
const isSecret = ({ returned, mutability }: Attribute): boolean =>
  returned === 'never' || mutability === 'writeOnly'

const secretParts = new WeakMap<Attribute, readonly string[]>()

const secretsOf = (attribute: Attribute): readonly string[] => {
  const known = secretParts.get(attribute)
  if (known) return known
  const secrets = [...attribute.subAttributes.values()].filter(isSecret).map(({ name }) => name)
  secretParts.set(attribute, secrets)
  return secrets
}

/** A value without the parts that must not travel. */
const visible = (value: unknown, attribute: Attribute): unknown => {
  if (!Array.isArray(value)) return value
  const secrets = secretsOf(attribute)
  if (secrets.length === 0) return value
  return value.map((element) =>
    isObject(element)
      ? Object.fromEntries(Object.entries(element).filter(([name]) => !secrets.includes(name)))
      : element,
  )
}
