import type { PatchOperation } from '@scimwright/types'
import type { Attribute, ExtensionAttributes } from './attribute.ts'
import { isObject } from './attribute-values.ts'
import { own } from './own-property.ts'
import { type AttributeChange, patchAttribute, patchPart } from './patch-attribute.ts'
import { patchElements } from './patch-elements.ts'
import { patchError } from './patch-error.ts'
import { namedTwice, type PatchContext, tolerates } from './patch-operation.ts'
import { type AttributeTarget, resolveTarget } from './patch-target.ts'

/** A resource between two operations; parts that no operation touched are those of the original. */
export type State = Readonly<Record<string, unknown>>

/**
 * The resource after one operation (RFC 7644 §3.5.2).
 *
 * @throws ScimError 400 with the scimType of the rule that was broken.
 */
export const applyOperation = (
  state: State,
  operation: PatchOperation,
  context: PatchContext,
): State => {
  const { op, path } = operation
  if (path === undefined) return applyWithoutPath(state, operation, context)
  const target = resolveTarget(path, context)
  if (!target) return state
  const { report } = context
  const change = 'value' in operation ? { op, report, value: operation.value } : { op, report }
  if (target.kind === 'extension') return applyToExtension(state, target.urn, change, context)
  const { attribute } = target
  context.touched.add(attribute)
  return setAt(state, attribute, (current) =>
    target.sub || target.filter
      ? patchInside(current, target, change, context)
      : patchAttribute(current, attribute, change),
  )
}

type Change = AttributeChange

const patchInside = (
  current: unknown,
  target: AttributeTarget,
  change: Change,
  context: PatchContext,
): unknown => {
  const { attribute, sub } = target
  if (attribute.multiValued) return patchElements(current, target, change, context)
  const next = sub ? patchPart(current, sub, change) : current
  if (next === undefined && attribute.required)
    throw patchError(
      'mutability',
      attribute.path,
      'is required and cannot be removed',
      'RFC7644 3.5.2.2',
    )
  return next
}

const applyWithoutPath = (
  state: State,
  { op, value }: PatchOperation,
  context: PatchContext,
): State => {
  if (op === 'remove')
    throw patchError(
      'noTarget',
      'remove',
      'needs a path that says what to remove',
      'RFC7644 3.5.2.2',
    )
  if (!isObject(value))
    throw patchError(
      'invalidValue',
      op,
      'without a path needs an object of attributes as its value',
    )
  const { table, report } = context
  refuseTwice(value)
  let next = state
  for (const [key, part] of Object.entries(value)) {
    // `schemas` follows from the attributes; Okta and Entra send it along as they know it.
    if (key.toLowerCase() === 'schemas') continue
    const extension = table.extensions.get(key.toLowerCase())
    if (extension) {
      next = applyToExtension(next, extension.urn, { op, value: part, report }, context)
      continue
    }
    next = applyNamed(next, { op, value: part, report }, key, {
      attributes: table.attributes,
      context,
    })
  }
  return next
}

const refuseTwice = (value: Readonly<Record<string, unknown>>): void => {
  const names = new Set<string>()
  for (const key of Object.keys(value)) {
    const folded = key.toLowerCase()
    if (names.has(folded)) throw namedTwice(key.slice(0, 120))
    names.add(folded)
  }
}

const applyNamed = (
  state: State,
  change: Change,
  key: string,
  { attributes, context }: { attributes: ReadonlyMap<string, Attribute>; context: PatchContext },
): State => {
  const attribute = attributes.get(key.toLowerCase())
  if (!attribute) return passOver(state, key, context)
  // Okta and Entra send `id` and `meta` along; readOnly values in an object are ignored (RFC 7643 §2.2).
  if (attribute.mutability === 'readOnly') return state
  context.touched.add(attribute)
  return setAt(state, attribute, (current) => patchAttribute(current, attribute, change))
}

const passOver = (state: State, key: string, context: PatchContext): State => {
  const quirk = { path: 'Operations', detail: 'an attribute nobody defined was left out' }
  if (tolerates(context, 'unknownPaths', quirk)) return state
  const name = JSON.stringify(key.slice(0, 120))
  throw patchError(
    'invalidPath',
    'value',
    `has an attribute no schema defines: ${name}; see /Schemas`,
  )
}

const applyToExtension = (
  state: State,
  urn: string,
  change: Change,
  context: PatchContext,
): State => {
  const extension = context.table.extensions.get(urn.toLowerCase())
  if (!extension) return state
  const { value, op } = change
  if (op === 'remove' || value === null) {
    touchAll(extension, context)
    return withoutExtension(state, urn, extension.required)
  }
  if (!isObject(value))
    throw patchError('invalidValue', urn, 'is an extension: send an object with its attributes')
  const { attributes } = extension
  refuseTwice(value)
  return Object.entries(value).reduce(
    (next, [key, part]) =>
      applyNamed(next, { ...change, value: part }, key, { attributes, context }),
    state,
  )
}

const touchAll = ({ attributes }: ExtensionAttributes, { touched }: PatchContext): void => {
  for (const attribute of attributes.values()) touched.add(attribute)
}

const withoutExtension = (state: State, urn: string, required: boolean): State => {
  if (!Object.hasOwn(state, urn)) return state
  if (required)
    throw patchError(
      'mutability',
      urn,
      'is a required extension and cannot be removed',
      'RFC7644 3.5.2.2',
    )
  const { [urn]: _, ...rest } = state
  return rest
}

/** The resource with one attribute changed; the same object when the change gives the same value. */
const setAt = (
  state: State,
  attribute: Attribute,
  change: (current: unknown) => unknown,
): State => {
  const { extension, name } = attribute
  if (extension === undefined) return setOwn(state, name, change)
  return setOwn(state, extension, (holder) => {
    const next = setOwn(isObject(holder) ? holder : {}, name, change)
    return Object.keys(next).length > 0 ? next : undefined
  })
}

const setOwn = (holder: State, name: string, change: (current: unknown) => unknown): State => {
  const before = own(holder, name)
  const after = change(before)
  if (after === before) return holder
  if (after !== undefined) return { ...holder, [name]: after }
  const { [name]: _, ...rest } = holder
  return rest
}
