import type { PatchOperation } from '@scimwright/types'
import type { Attribute } from '../attribute.ts'
import { resolveAttribute, resolveExtension } from '../attribute-path.ts'
import { isObject } from '../attribute-values.ts'
import { put } from '../own-property.ts'
import { parsePath } from '../parse-path.ts'
import type { TransformContext } from '../profile.ts'
import type { Leniency } from './leniency.ts'

/** What a value is read as; undefined leaves it as it is. */
export type Correct = (
  value: unknown,
  attribute: Attribute,
  /** Whether the value stands for the attribute as a whole or for one of its elements. */
  position: 'whole' | 'element',
) => { readonly value: unknown } | undefined

/** A leniency about values, wherever they stand: in bodies, under a path, in path-less values. */
/* @__NO_SIDE_EFFECTS__ */
export function valueLeniency(name: string, detail: string, correct: Correct): Leniency {
  const visit = (
    value: unknown,
    attribute: Attribute,
    position: 'whole' | 'element',
    context: TransformContext,
  ): unknown => {
    const corrected = correct(value, attribute, position)
    if (corrected) context.report({ name, path: attribute.path, detail })
    const current = corrected ? corrected.value : value
    if (position === 'whole' && attribute.multiValued && Array.isArray(current))
      return mapArray(current, (element) => visit(element, attribute, 'element', context))
    return isObject(current) ? mapNames(current, attribute.subAttributes, context) : current
  }

  const mapNames = (
    source: Readonly<Record<string, unknown>>,
    attributes: ReadonlyMap<string, Attribute>,
    context: TransformContext,
  ): Readonly<Record<string, unknown>> =>
    mapObject(source, (value, key) => {
      const attribute = attributes.get(key.toLowerCase())
      return attribute ? visit(value, attribute, 'whole', context) : value
    })

  const resource = (source: Readonly<Record<string, unknown>>, context: TransformContext) => {
    const { attributes, extensions } = context.table
    return mapObject(mapNames(source, attributes, context), (value, key) => {
      const extension = extensions.get(key.toLowerCase())
      return extension && isObject(value) ? mapNames(value, extension.attributes, context) : value
    })
  }

  const operation = (op: PatchOperation, context: TransformContext): PatchOperation => {
    if (!('value' in op)) return op
    const value =
      op.path === undefined
        ? isObject(op.value)
          ? resource(op.value, context)
          : op.value
        : atPath(op.path, op.value, context)
    return value === op.value ? op : { ...op, value }
  }

  const atPath = (path: string, value: unknown, context: TransformContext): unknown => {
    const { table } = context
    const { filter, sub, ...root } = parsePath(path)
    const attribute = resolveAttribute(table, root)
    if (attribute && sub === undefined)
      return visit(value, attribute, filter ? 'element' : 'whole', context)
    const part = attribute?.subAttributes.get((sub ?? '').toLowerCase())
    if (part) return visit(value, part, 'whole', context)
    const extension = resolveExtension(table, root)
    return extension && isObject(value) ? mapNames(value, extension.attributes, context) : value
  }

  return {
    resource,
    patch: (operations, context) => mapArray(operations, (op) => operation(op, context)),
  }
}

/** The array itself when nothing changes. */
const mapArray = <T>(values: readonly T[], change: (value: T) => T): readonly T[] => {
  const mapped = values.map(change)
  return mapped.every((value, index) => value === values[index]) ? values : mapped
}

/** The object itself when nothing changes. */
const mapObject = (
  source: Readonly<Record<string, unknown>>,
  change: (value: unknown, key: string) => unknown,
): Readonly<Record<string, unknown>> => {
  let result: Record<string, unknown> | undefined
  for (const [key, value] of Object.entries(source)) {
    const changed = change(value, key)
    if (changed === value) continue
    result ??= { ...source }
    put(result, key, changed)
  }
  return result ?? source
}
