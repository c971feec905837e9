import type { PatchOperation } from '@scimwright/types'
import { applyOperation, type State } from './apply-operation.ts'
import { attributeTable } from './attribute.ts'
import { isObject } from './attribute-values.ts'
import { changedAttributes } from './changed-attributes.ts'
import type { ChangedAttribute, MemberDelta } from './changes.ts'
import { patchError } from './patch-error.ts'
import { type PatchContext, type PatchOptions, readOperations } from './patch-operation.ts'
import { planFor } from './plan-members.ts'
import type { Quirk } from './profile.ts'
import { schemasOf } from './schemas.ts'

/** What a PATCH makes of a resource. */
export interface PatchResult<R> {
  /** The resource itself when nothing changed; else a copy that shares every untouched part with it. */
  readonly resource: R
  readonly changed: boolean
  readonly changes: readonly ChangedAttribute[]
  readonly quirks: readonly Quirk[]
  /** What becomes of a reference collection such as `members`, when the operations tell it without reading it. */
  readonly members?: MemberDelta
}

/**
 * Applies the operations of a PATCH, all or none; the resource itself is never changed (RFC 7644 §3.5.2).
 *
 * `meta` is left alone: version and lastModified are the provider's to set when `changed` is true.
 *
 * @throws ScimError 400 invalidSyntax, invalidPath, invalidFilter, invalidValue, mutability or noTarget.
 * @example
 * const { resource, changed, changes } = applyPatch(user, body.Operations, { resourceType: UserResourceType })
 */
export const applyPatch = <R extends object>(
  resource: R,
  operations: readonly unknown[],
  { resourceType, profile }: PatchOptions,
): PatchResult<R> => {
  const quirks: Quirk[] = []
  const context: PatchContext = {
    table: attributeTable(resourceType),
    profile,
    report: (quirk) => quirks.push(quirk),
  }
  const read = readOperations(operations, context)
  const before = resource as unknown as State
  const after = applyAll(before, read, context)
  const changes = changedAttributes(before, after, context.table)
  const members = planFor(read, context)?.members
  const changed = changes.length > 0
  return {
    resource: (changed ? after : before) as unknown as R,
    changed,
    changes,
    quirks,
    ...(members && { members }),
  }
}

const applyAll = (
  before: State,
  operations: readonly PatchOperation[],
  context: PatchContext,
): State => {
  const after = operations.reduce(
    (state, operation) => applyOperation(state, operation, context),
    before,
  )
  if (after === before) return before
  const { table } = context
  const patched = dropExtensions(before, after, context)
  for (const { urn, required } of table.extensions.values())
    if (required && isObject(before[urn]) && !isObject(patched[urn]))
      throw patchError('mutability', urn, 'is a required extension and cannot be removed')
  const schemas = schemasOf(patched, table)
  const same = Array.isArray(before.schemas) && schemas.join(' ') === before.schemas.join(' ')
  return same && patched.schemas === before.schemas ? patched : { ...patched, schemas }
}

/** An extension whose URN an operation took out of `schemas` loses its values (RFC 7644 §3.5.2). */
const dropExtensions = (before: State, after: State, { table }: PatchContext): State => {
  if (after.schemas === before.schemas) return after
  const listed = new Set(
    Array.isArray(after.schemas) ? after.schemas.map((urn) => String(urn).toLowerCase()) : [],
  )
  const base = table.resourceType.schema.id
  if (!listed.has(base.toLowerCase()))
    throw patchError('mutability', 'schemas', `must keep ${base}`)
  let result = after
  for (const { urn } of table.extensions.values()) {
    if (listed.has(urn.toLowerCase()) || after[urn] !== before[urn]) continue
    const { [urn]: _, ...rest } = result
    result = rest
  }
  return result
}
