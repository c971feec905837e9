import { attributeTable, changedAttributes } from '@scimwright/engine'
import type { Exchange } from './exchange.ts'
import type { Hooks, ResourceChange, Revision } from './hooks.ts'
import type { StoredResource } from './store.ts'

/** A change as the functions of this file are given it: the exchange knows the rest. */
export type ChangeOf = Omit<ResourceChange, 'principal' | 'directoryId' | 'quirks'>

/** Whether anybody wants to see a resource of this kind before it is written. */
export const hasBeforeHook = (
  exchange: Exchange,
  change: Pick<ChangeOf, 'operation' | 'resourceType'>,
): boolean =>
  hooksOf(exchange, change).some(({ before }) => before?.[change.operation] !== undefined)

/** The change as the `before` hooks leave it. */
export const runBeforeHooks = async (exchange: Exchange, change: ChangeOf): Promise<ChangeOf> => {
  let revised = change
  for (const { before } of hooksOf(exchange, change)) {
    const revision = await before?.[change.operation]?.(described(exchange, revised))
    if (revision) revised = revise(exchange, revised, revision)
  }
  return revised
}

/** Tells the `after` hooks and `onChange` what was committed; what they throw changes no answer. */
export const runAfterHooks = async (exchange: Exchange, change: ChangeOf): Promise<void> => {
  const { onChange, diagnostics } = exchange
  const listeners = hooksOf(exchange, change).map(({ after }) => after?.[change.operation])
  for (const listener of [...listeners, onChange]) {
    if (!listener) continue
    try {
      await listener(described(exchange, change))
    } catch (error) {
      diagnostics.failures = [...(diagnostics.failures ?? []), error]
    }
  }
}

const hooksOf = (
  { hooks }: Exchange,
  { resourceType: { name } }: Pick<ChangeOf, 'resourceType'>,
): readonly Hooks[] =>
  hooks.filter(({ resourceType }) => resourceType === undefined || resourceType.name === name)

const described = (
  { principal, directoryId, diagnostics }: Exchange,
  change: ChangeOf,
): ResourceChange => ({ ...change, principal, directoryId, quirks: diagnostics.quirks })

const revise = (
  { diagnostics }: Exchange,
  change: ChangeOf,
  { resource, members, quirks = [] }: Revision,
): ChangeOf => {
  diagnostics.quirks = [...diagnostics.quirks, ...quirks]
  const { before, after, resourceType } = change
  const revised = after && resource ? keepIdentity(resource, after) : after
  return {
    ...change,
    after: revised,
    ...(members && { members }),
    // Only an update has both.
    ...(before &&
      revised &&
      revised !== after && {
        changes: changedAttributes(before, revised, attributeTable(resourceType)),
      }),
  }
}

const keepIdentity = (
  resource: Readonly<Record<string, unknown>>,
  { id, meta, schemas }: StoredResource,
): StoredResource => ({ schemas, ...resource, id, meta })
