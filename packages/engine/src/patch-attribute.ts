import type { PatchOperation } from '@scimwright/types'
import type { Attribute } from './attribute.ts'
import { isObject } from './attribute-values.ts'
import { deepEqual } from './deep-equal.ts'
import { demotePrimaries } from './demote-primaries.ts'
import { addElements, identityOf, isReferenceCollection, merge } from './elements.ts'
import { own } from './own-property.ts'
import { patchError } from './patch-error.ts'
import { type Report, readElements, readSingle, readValue } from './read-value.ts'
import { removeElements } from './remove-elements.ts'

/** What an operation does, wherever its target stands. */
export interface AttributeChange {
  readonly op: PatchOperation['op']
  /** As the client sent it; absent when it sent none. */
  readonly value?: unknown
  readonly report: Report
}

/**
 * The value of an attribute after an operation on it as a whole; undefined is unassigned (RFC 7644 §3.5.2.1–3.5.2.3).
 *
 * @throws ScimError 400 invalidValue or mutability.
 */
export const patchAttribute = (
  current: unknown,
  attribute: Attribute,
  change: AttributeChange,
): unknown => {
  const { op } = change
  const next =
    op === 'remove' ? removed(current, attribute, change) : assigned(current, attribute, change)
  if (next === undefined && attribute.required)
    throw patchError(
      'mutability',
      attribute.path,
      'is required and cannot be removed',
      'RFC7644 3.5.2.2',
    )
  if (attribute.mutability === 'immutable' && current !== undefined && !deepEqual(current, next))
    throw immutable(attribute.path)
  if (!Array.isArray(next)) return next
  return demotePrimaries(next, Array.isArray(current) ? current : [])
}

const assigned = (current: unknown, attribute: Attribute, change: AttributeChange): unknown => {
  const { op, value, report } = change
  const { path, multiValued, type } = attribute
  if (!('value' in change))
    throw patchError(
      'invalidValue',
      path,
      `${op} needs a value`,
      `RFC7644 3.5.2.${op === 'add' ? 1 : 3}`,
    )
  if (multiValued) return assignedElements(current, attribute, change)
  const read = readValue(value, attribute, path, report)
  if (type !== 'complex' || !isObject(current) || !isObject(value)) return kept(current, read)
  const parts = isObject(read) ? read : {}
  refuseImmutable(current, parts, attribute)
  return withoutUnassigned(merge(current, parts, attribute), value, { parts, attribute })
}

const assignedElements = (
  current: unknown,
  attribute: Attribute,
  { op, value, report }: AttributeChange,
) => {
  const elements = Array.isArray(current) ? current : []
  // Adding one value to a multi-valued attribute needs no array (RFC 7644 §3.5.2.1).
  const values = Array.isArray(value) ? value : value === null ? [] : [value]
  const read = demotePrimaries(readElements(values, attribute, attribute.path, report) ?? [])
  if (op === 'add') return addElements(elements, read, attribute)
  const unique = addElements([], read, attribute)
  return unique.length > 0 ? kept(current, withKnown(unique, elements, attribute)) : undefined
}

// A reference that stays is the same reference: what is immutable in it does not change.
const withKnown = (
  unique: readonly unknown[],
  elements: readonly unknown[],
  attribute: Attribute,
): readonly unknown[] => {
  if (!isReferenceCollection(attribute)) return unique
  const known = new Map(elements.map((element) => [identityOf(element, attribute), element]))
  return unique.map((element) => {
    const old = known.get(identityOf(element, attribute))
    return old === undefined ? element : merge(old, element, attribute)
  })
}

const refuseImmutable = (
  current: Readonly<Record<string, unknown>>,
  parts: Readonly<Record<string, unknown>>,
  { subAttributes }: Attribute,
): void => {
  for (const { name, path, mutability } of subAttributes.values()) {
    if (mutability !== 'immutable') continue
    const [before, after] = [own(current, name), own(parts, name)]
    if (before !== undefined && after !== undefined && !deepEqual(before, after))
      throw immutable(path)
  }
}

const immutable = (path: string) =>
  patchError('mutability', path, 'is immutable and has a value already')

// An equal value is no change: what was there stays the same object.
const kept = (current: unknown, next: unknown): unknown =>
  deepEqual(current, next) ? current : next

// A null among the parts of a complex value unassigns that part (RFC 7643 §2.5).
const withoutUnassigned = (
  merged: unknown,
  value: Readonly<Record<string, unknown>>,
  { parts, attribute }: { parts: Readonly<Record<string, unknown>>; attribute: Attribute },
): unknown => {
  let result = merged
  for (const name of Object.keys(value)) {
    const sub = attribute.subAttributes.get(name.toLowerCase())
    if (!sub || sub.mutability === 'readOnly' || own(parts, sub.name) !== undefined) continue
    if (!isObject(result) || own(result, sub.name) === undefined) continue
    if (sub.mutability === 'immutable') throw immutable(sub.path)
    result = withPart(result, sub, undefined)
  }
  return result
}

const removed = (current: unknown, attribute: Attribute, change: AttributeChange): unknown => {
  const { value } = change
  if (!attribute.multiValued || value === undefined || value === null) return undefined
  const elements = Array.isArray(current) ? current : []
  const listed = Array.isArray(value) ? value : [value]
  const kept = removeElements(elements, listed, attribute, change.report)
  return kept.length > 0 ? kept : undefined
}

/** A complex value with one part put in, or taken out when it is undefined; the same object when nothing differs. */
const withPart = (value: unknown, sub: Attribute, part: unknown): unknown => {
  const source = isObject(value) ? value : {}
  const before = own(source, sub.name)
  if (before === part || deepEqual(before, part)) return value
  if (part !== undefined) return { ...source, [sub.name]: part }
  const { [sub.name]: _, ...rest } = source
  return Object.keys(rest).length > 0 ? rest : undefined
}

/** A complex value after an operation on one of its parts. */
export const patchPart = (value: unknown, sub: Attribute, change: AttributeChange): unknown => {
  const before = isObject(value) ? own(value, sub.name) : undefined
  const part = patchAttribute(before, sub, change)
  return part === before ? value : withPart(value, sub, part)
}

/** An element with the parts of a value, as `add` merges and `replace` replaces it. */
export const patchElement = (
  element: unknown,
  attribute: Attribute,
  { op, value, report }: AttributeChange,
): unknown => {
  const read = readSingle(value, attribute, attribute.path, report)
  if (read === undefined) return op === 'add' ? element : undefined
  return op === 'add' ? merge(element, read, attribute) : kept(element, read)
}
