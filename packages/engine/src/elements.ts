import type { Attribute } from './attribute.ts'
import { isObject } from './attribute-values.ts'
import { deepEqual } from './deep-equal.ts'
import { fold } from './fold.ts'

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
 * (RFC 7643 §2.4); undefined when an element has no `value`, so that all of it does.
 */
export const identityOf = (element: unknown, attribute: Attribute): string | undefined => {
  if (!isObject(element)) return textOf(element, attribute)
  const value = textOf(element.value, attribute.subAttributes.get('value'))
  if (value === undefined || isReferenceCollection(attribute)) return value
  return JSON.stringify([value, textOf(element.type, attribute.subAttributes.get('type')) ?? ''])
}

const textOf = (value: unknown, attribute: Attribute | undefined): string | undefined => {
  if (value === undefined || value === null || typeof value === 'object') return undefined
  return typeof value === 'string' && !attribute?.caseExact && attribute?.type !== 'binary'
    ? fold(value)
    : String(value)
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
    if (identity !== undefined && !places.has(identity)) places.set(identity, index)
  })
  let changed = false
  for (const element of added) {
    const identity = identityOf(element, attribute)
    const place =
      identity === undefined
        ? result.findIndex((old) => deepEqual(old, element))
        : (places.get(identity) ?? -1)
    const merged = place < 0 ? element : merge(result[place], element)
    if (place >= 0 && merged === result[place]) continue
    changed = true
    if (place >= 0) result[place] = merged
    else {
      if (identity !== undefined) places.set(identity, result.length)
      result.push(element)
    }
  }
  return changed ? result : elements
}

/** An object with the parts of another put over its own; the same object when nothing differs. */
export const merge = (old: unknown, parts: unknown): unknown => {
  if (!isObject(old) || !isObject(parts)) return deepEqual(old, parts) ? old : parts
  const differs = Object.entries(parts).some(([name, value]) => !deepEqual(old[name], value))
  return differs ? { ...old, ...parts } : old
}

/** The elements without those that a client listed: by identity, or by having all parts that are listed. */
export const removeElements = (
  elements: readonly unknown[],
  listed: readonly unknown[],
  attribute: Attribute,
): readonly unknown[] => {
  const values = new Set<string>()
  const patterns: Record<string, unknown>[] = []
  for (const element of listed) {
    const identity = isLabelled(element) ? undefined : identityOf(element, attribute)
    if (isObject(element) && (identity === undefined || !isReferenceCollection(attribute)))
      patterns.push(element)
    else if (identity !== undefined) values.add(identity)
  }
  const kept = elements.filter((element) => {
    const identity = identityOf(element, attribute)
    if (identity !== undefined && values.has(identity)) return false
    return !patterns.some((pattern) => hasParts(element, pattern, attribute))
  })
  return kept.length < elements.length ? kept : elements
}

const isLabelled = (element: unknown): boolean => isObject(element) && !('value' in element)

// What is listed may lack parts the stored element has (Microsoft Entra lists members by value only).
const hasParts = (
  element: unknown,
  pattern: Readonly<Record<string, unknown>>,
  attribute: Attribute,
): boolean =>
  isObject(element) &&
  Object.entries(pattern).every(([name, part]) => {
    const sub = attribute.subAttributes.get(name.toLowerCase())
    const stored = element[name]
    return (
      deepEqual(stored, part) || (stored !== undefined && textOf(stored, sub) === textOf(part, sub))
    )
  })
