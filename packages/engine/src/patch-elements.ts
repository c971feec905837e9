import type { Attribute } from './attribute.ts'
import { isObject } from './attribute-values.ts'
import { demotePrimaries } from './demote-primaries.ts'
import { addElements, merge } from './elements.ts'
import { own } from './own-property.ts'
import { type AttributeChange, patchElement, patchPart } from './patch-attribute.ts'
import { patchError } from './patch-error.ts'
import { type PatchContext, tolerates } from './patch-operation.ts'
import type { AttributeTarget } from './patch-target.ts'
import { asksForCanonicalValues, seedElement } from './seed-element.ts'

/** An operation on elements of a multi-valued attribute, or on one sub-attribute of each. */
export type ElementsChange = AttributeChange

/**
 * The elements after an operation whose path has brackets or a sub-attribute; undefined is unassigned
 * (RFC 7644 §3.5.2.1–3.5.2.3).
 *
 * @throws ScimError 400 noTarget, invalidValue or mutability.
 */
export const patchElements = (
  current: unknown,
  target: AttributeTarget,
  change: ElementsChange,
  context: PatchContext,
): unknown => {
  const { attribute, matches = () => true, path } = target
  const elements: readonly unknown[] = Array.isArray(current) ? current : []
  let matched = false
  let changed = false
  const next: unknown[] = []
  for (const element of elements) {
    const hit = matches(element)
    const after = hit ? patchOne(element, target, change) : element
    matched ||= hit
    changed ||= after !== element
    if (after !== undefined) next.push(after)
  }
  if (!matched) return withoutMatch(elements, target, change, context)
  if (next.length === 0 && attribute.required)
    throw patchError('mutability', path, 'is required and cannot be removed', 'RFC7644 3.5.2.2')
  if (!changed) return current
  return next.length > 0 ? demotePrimaries(next, elements) : undefined
}

const patchOne = (element: unknown, target: AttributeTarget, change: ElementsChange): unknown => {
  const { attribute, sub, path } = target
  if (sub) return patchPart(element, sub, change)
  if (change.op === 'remove') return undefined
  if (!('value' in change)) throw patchError('invalidValue', path, `${change.op} needs a value`)
  return patchElement(element, attribute, change)
}

const withoutMatch = (
  elements: readonly unknown[],
  target: AttributeTarget,
  change: ElementsChange,
  context: PatchContext,
): unknown => {
  const { attribute, filter, path } = target
  const unchanged = elements.length > 0 ? elements : undefined
  if (!filter) return change.op === 'remove' ? unchanged : create(elements, target, change, {})
  if (change.op === 'remove') {
    const quirk = { path: attribute.path, detail: 'a filter that matched nothing removed nothing' }
    if (tolerates(context, 'removeNoMatch', quirk)) return unchanged
    throw noTarget(path)
  }
  const seed = seedElement(filter, attribute)
  if (!seed || !mayCreate(attribute, target, change, context)) throw noTarget(path)
  return create(elements, target, change, seed)
}

const mayCreate = (
  attribute: Attribute,
  { filter }: AttributeTarget,
  change: ElementsChange,
  context: PatchContext,
): boolean => {
  if (!('value' in change)) return false
  if (change.op === 'add') return true
  // Microsoft Entra and SailPoint replace what is not there yet; made-up values stay noTarget.
  if (filter && asksForCanonicalValues(filter, attribute)) return true
  const quirk = { path: attribute.path, detail: 'a filter that matched nothing made a new element' }
  return tolerates(context, 'replaceNoMatch', quirk)
}

const create = (
  elements: readonly unknown[],
  { attribute, sub }: AttributeTarget,
  change: ElementsChange,
  seed: Readonly<Record<string, unknown>>,
): unknown => {
  const element = sub
    ? patchPart(seed, sub, change)
    : merge(seed, patchElement(seed, attribute, { ...change, op: 'add' }), attribute)
  // Unassigning a part of an element that is not there makes none.
  const isMade = isObject(element) && (!sub || own(element, sub.name) !== undefined)
  const next = isMade ? addElements(elements, [element], attribute) : elements
  return next.length > 0 ? demotePrimaries(next, elements) : undefined
}

const noTarget = (path: string) => patchError('noTarget', path, 'the filter matches no value')
