import type { Attribute } from './attribute.ts'
import { isObject } from './attribute-values.ts'
import { deepEqual } from './deep-equal.ts'
import { fold } from './fold.ts'
import { own } from './own-property.ts'

/** Whether an attribute is a collection of references to resources, such as `members`: stored as rows, told apart by `value`. */
export const isReferenceCollection = ({
  type,
  multiValued,
  mutability,
  subAttributes,
}: Attribute): boolean =>
  type === 'complex' &&
  multiValued &&
  mutability === 'readWrite' &&
  subAttributes.has('value') &&
  subAttributes.has('$ref')

/**
 * What tells the elements of an attribute apart: `value` in a reference collection, `value` and `type` elsewhere
 * (RFC 7643 §2.4), all of an element that has no `value`.
 */
export const identityOf = (element: unknown, attribute: Attribute): string => {
  if (!isObject(element)) return comparable(element, attribute)
  const { subAttributes } = attribute
  const value = own(element, 'value')
  if (value === undefined) return `\0${JSON.stringify(partsOf(element, attribute))}`
  const text = comparable(value, subAttributes.get('value'))
  if (isReferenceCollection(attribute)) return text
  return JSON.stringify([text, comparable(own(element, 'type') ?? '', subAttributes.get('type'))])
}

const partsOf = (element: Readonly<Record<string, unknown>>, { subAttributes }: Attribute) =>
  [...subAttributes.values()].map(({ name }) => own(element, name))

/** A value as text that is equal for equal values: folded unless the attribute is caseExact. */
export const comparable = (value: unknown, attribute: Attribute | undefined): string => {
  if (typeof value !== 'string') return JSON.stringify(value) ?? ''
  return attribute?.caseExact || attribute?.type === 'binary' ? value : fold(value)
}

/** The elements with others added: one with the identity of an old one is merged into it (RFC 7644 §3.5.2.1). */
export const addElements = (
  elements: readonly unknown[],
  added: readonly unknown[],
  attribute: Attribute,
): readonly unknown[] => {
  const result = [...elements]
  const places = new Map<string, number>()
  result.forEach((element, index) => {
    const identity = identityOf(element, attribute)
    if (!places.has(identity)) places.set(identity, index)
  })
  let changed = false
  for (const element of added) {
    const identity = identityOf(element, attribute)
    const place = places.get(identity)
    if (place === undefined) {
      places.set(identity, result.length)
      result.push(element)
      changed = true
      continue
    }
    const merged = merge(result[place], element, attribute)
    changed ||= merged !== result[place]
    result[place] = merged
  }
  return changed ? result : elements
}

/**
 * An object with the parts of another put over its own, but for immutable ones it has; the same object when nothing
 * differs.
 */
export const merge = (old: unknown, parts: unknown, attribute: Attribute): unknown => {
  if (!isObject(old) || !isObject(parts)) return deepEqual(old, parts) ? old : parts
  let merged = old
  for (const [name, part] of Object.entries(parts)) {
    const before = own(old, name)
    if (deepEqual(before, part)) continue
    if (before !== undefined && isImmutable(name, attribute)) continue
    merged = { ...merged, [name]: part }
  }
  return merged
}

const isImmutable = (name: string, { subAttributes }: Attribute): boolean =>
  subAttributes.get(name.toLowerCase())?.mutability === 'immutable'
