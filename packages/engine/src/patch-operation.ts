import type { PatchOperation, ResourceTypeDefinition } from '@scimwright/types'
import type { Attribute, AttributeTable } from './attribute.ts'
import { isObject } from './attribute-values.ts'
import { patchError } from './patch-error.ts'
import type { Profile, Tolerance } from './profile.ts'
import type { Report } from './read-value.ts'

/** The definition the operations are read by, and the dialect they are in. */
export interface PatchOptions {
  readonly resourceType: ResourceTypeDefinition
  readonly profile?: Profile | undefined
}

/** What an operation is applied with. */
export interface PatchContext {
  readonly table: AttributeTable
  readonly profile: Profile | undefined
  readonly report: Report
  /** The attributes operations changed; every other one is as it was. */
  readonly touched: Set<Attribute>
}

/** Whether the profile grants a leniency; says so when it does. */
export const tolerates = (
  { profile, report }: PatchContext,
  name: Tolerance,
  quirk: { path: string; detail: string },
): boolean => {
  if (!profile?.tolerates.has(name)) return false
  report({ name, ...quirk })
  return true
}

/**
 * The operations of a PATCH as the profile reads them, checked: each has one op, in any letter case (RFC 7644 §3.5.2).
 *
 * @throws ScimError 400 invalidSyntax.
 */
export const readOperations = (
  operations: unknown,
  context: PatchContext,
): readonly PatchOperation[] => {
  if (!Array.isArray(operations))
    throw patchError('invalidSyntax', 'Operations', 'must be an array of operations')
  const quirk = { path: 'Operations', detail: 'a PATCH without operations changes nothing' }
  if (operations.length === 0 && !tolerates(context, 'emptyOperations', quirk))
    throw patchError('invalidSyntax', 'Operations', 'must have one operation at least')
  const read = operations.map(readOperation)
  const { table, report } = context
  return (context.profile?.patch ?? []).reduce(
    (list: readonly PatchOperation[], transform) => transform(list, { table, report }),
    read,
  )
}

/** The error of a path-less value in which an attribute stands twice. */
export const namedTwice = (name: string) =>
  patchError(
    'invalidSyntax',
    name,
    'stands there twice; letter case does not tell attributes apart',
  )

// More than any schema has: a longer list is read by nobody.
const MAX_NAMES = 1000

const readOperation = (operation: unknown, index: number): PatchOperation => {
  const where = `Operations[${index}]`
  if (!isObject(operation)) throw patchError('invalidSyntax', where, 'must be an object')
  const { op, path, value } = operation
  const folded = typeof op === 'string' ? op.toLowerCase() : undefined
  if (folded !== 'add' && folded !== 'remove' && folded !== 'replace')
    throw patchError('invalidSyntax', `${where}.op`, 'must be add, remove or replace')
  if (path !== undefined && path !== null && typeof path !== 'string')
    throw patchError('invalidPath', `${where}.path`, 'must be a string')
  if (!path && isObject(value) && Object.keys(value).length > MAX_NAMES)
    throw patchError('invalidValue', `${where}.value`, `has more than ${MAX_NAMES} attributes`)
  const hasValue = Object.hasOwn(operation, 'value')
  if (!path) return hasValue ? { op: folded, value } : { op: folded }
  return hasValue ? { op: folded, path, value } : { op: folded, path }
}
