import type { Attribute, AttributeTable } from './attribute.ts'
import { resolveAttribute, resolveExtension } from './attribute-path.ts'
import { boundedMemo } from './bounded-memo.ts'
import { compileElementFilter, type Predicate, transformElementFilter } from './compile-filter.ts'
import type { Filter } from './filter.ts'
import { parsePath } from './parse-path.ts'
import { patchError, withoutLiterals } from './patch-error.ts'
import { type PatchContext, tolerates } from './patch-operation.ts'

/** What a path names: an attribute, perhaps some of its elements, perhaps one of its sub-attributes. */
export interface AttributeTarget {
  readonly kind: 'attribute'
  readonly path: string
  readonly attribute: Attribute
  readonly filter: Filter | undefined
  readonly matches: Predicate | undefined
  readonly sub: Attribute | undefined
}

/** A whole extension. */
interface ExtensionTarget {
  readonly kind: 'extension'
  readonly path: string
  readonly urn: string
}

const memos = new WeakMap<
  AttributeTable,
  (path: string, make: () => Target | undefined) => Target | undefined
>()

/** What a path names. */
export type Target = AttributeTarget | ExtensionTarget

/**
 * What the path of an operation names; undefined when nothing does and the profile passes over that.
 *
 * @throws ScimError 400 invalidPath, invalidFilter, or mutability when it names something readOnly.
 */
export const resolveTarget = (path: string, context: PatchContext): Target | undefined => {
  const { table, profile } = context
  // A profile that reads filters has to say so for each request.
  if (profile && profile.filter.length > 0 && path.includes('[')) return findTarget(path, context)
  const known = memos.get(table)
  const memo = known ?? boundedMemo<Target | undefined>()
  if (!known) memos.set(table, memo)
  return memo(path, () => findTarget(path, context))
}

const findTarget = (path: string, context: PatchContext): Target | undefined => {
  const { table } = context
  const parsed = parsePath(path)
  const { filter: written, sub: subName, ...root } = parsed
  const attribute = resolveAttribute(table, root)
  const extension =
    attribute || written || subName !== undefined ? undefined : resolveExtension(table, root)
  if (extension) return { kind: 'extension', path, urn: extension.urn }
  const sub =
    subName === undefined ? undefined : attribute?.subAttributes.get(subName.toLowerCase())
  if (!attribute || (subName !== undefined && !sub)) return unknown(path, context)
  if (attribute.mutability === 'readOnly' || sub?.mutability === 'readOnly')
    throw patchError('mutability', path, 'is readOnly; only the service provider sets it')
  if (written && !attribute.multiValued)
    throw patchError('invalidPath', path, `${attribute.path} has one value; leave the brackets out`)
  const filter = written && transformElementFilter(written, attribute, context)
  const matches = filter && compileElementFilter(filter, attribute)
  return { kind: 'attribute', path, attribute, filter, matches, sub }
}

const unknown = (path: string, context: PatchContext): undefined => {
  const quirk = {
    path: 'Operations',
    detail: 'an operation on an attribute nobody defined was left out',
  }
  if (tolerates(context, 'unknownPaths', quirk)) return undefined
  throw patchError(
    'invalidPath',
    'path',
    `names no attribute of ${context.table.resourceType.name}: ${JSON.stringify(withoutLiterals(path.slice(0, 120)))}; see /Schemas`,
  )
}
