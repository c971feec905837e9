import type { Attribute, AttributeTable } from './attribute.ts'
import { isObject } from './attribute-values.ts'
import { own } from './own-property.ts'
import { invalidValue } from './read-primitive.ts'

/**
 * Checks that a complex value, or each element of it, has its required sub-attributes (RFC 7643 §2.2).
 *
 * @throws ScimError 400 invalidValue, naming the place.
 */
export const requireParts = (value: unknown, attribute: Attribute): void => {
  const required = requiredParts(attribute)
  if (required.length === 0) return
  if (!Array.isArray(value)) requireEach(value, required, attribute.path)
  else
    value.forEach((element, index) => {
      requireEach(element, required, `${attribute.path}[${index}]`)
    })
}

const requireEach = (value: unknown, required: readonly Attribute[], place: string): void => {
  if (!isObject(value)) return
  for (const { name } of required)
    if (own(value, name) === undefined)
      throw invalidValue(`${place}.${name}`, 'is required (RFC 7643 §2.2)')
}

const requiredParts = ({ type, subAttributes }: Attribute): readonly Attribute[] =>
  type === 'complex'
    ? [...subAttributes.values()].filter(
        ({ required, mutability }) => required && mutability !== 'readOnly',
      )
    : []

const found = new WeakMap<AttributeTable, readonly Attribute[]>()

/** The attributes of a resource type that have required sub-attributes; most types have none. */
export const attributesWithRequiredParts = (table: AttributeTable): readonly Attribute[] => {
  const known = found.get(table)
  if (known) return known
  const extensions = [...table.extensions.values()].flatMap(({ attributes }) => [
    ...attributes.values(),
  ])
  const attributes = [...table.attributes.values(), ...extensions].filter(
    (attribute) => attribute.mutability !== 'readOnly' && requiredParts(attribute).length > 0,
  )
  found.set(table, attributes)
  return attributes
}
