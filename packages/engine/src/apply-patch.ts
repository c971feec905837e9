import type { PatchOperation } from '@scimwright/types'
import { applyOperation, type State } from './apply-operation.ts'
import { attributeTable } from './attribute.ts'
import { isObject } from './attribute-values.ts'
import { changedAttributes } from './changed-attributes.ts'
import type { ChangedAttribute, MemberDelta } from './changes.ts'
import { collectQuirks } from './collect-quirks.ts'
import { own } from './own-property.ts'
import { type PatchContext, type PatchOptions, readOperations } from './patch-operation.ts'
import { planFor } from './plan-members.ts'
import type { Quirk } from './profile.ts'
import { attributesWithRequiredParts, requireParts } from './require-parts.ts'
import { settleSchemas } from './settle-schemas.ts'

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

/** How a PATCH is read, and who wants to see it operation by operation. */
export interface ApplyPatchOptions extends PatchOptions {
  /** Told each operation as the profile reads it, and what it changed; also of a PATCH that fails later on. */
  readonly onOperation?: (step: {
    readonly operation: PatchOperation
    readonly changes: readonly ChangedAttribute[]
  }) => void
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
  { resourceType, profile, onOperation }: ApplyPatchOptions,
): PatchResult<R> => {
  const { quirks, report } = collectQuirks()
  const context: PatchContext = {
    table: attributeTable(resourceType),
    profile,
    report,
    touched: new Set(),
  }
  const read = readOperations(operations, context)
  const before = resource as unknown as State
  const after = applyAll(before, read, context, onOperation)
  const changes = changedAttributes(before, after, context.table, context.touched)
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
  onOperation: ApplyPatchOptions['onOperation'],
): State => {
  const after = operations.reduce((state, operation) => {
    const next = settleSchemas(state, applyOperation(state, operation, context), context)
    onOperation?.({ operation, changes: changedAttributes(state, next, context.table) })
    return next
  }, before)
  if (after === before) return before
  for (const attribute of attributesWithRequiredParts(context.table)) {
    const { name, extension } = attribute
    const holder = extension === undefined ? after : own(after, extension)
    if (isObject(holder)) requireParts(own(holder, name), attribute)
  }
  return after
}
