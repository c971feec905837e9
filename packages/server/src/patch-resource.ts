import {
  applyPatch,
  attributeTable,
  isReferenceCollection,
  type MemberPlan,
  type MemberValue,
  planMembers,
} from '@scimwright/engine'
import { type ResourceTypeDefinition, ScimError, urns } from '@scimwright/types'
import { requireAllowed } from './authorize.ts'
import type { Exchange, ExplainedOperation } from './exchange.ts'
import { isAskedFor } from './present-resource.ts'
import { parametersOf, projectionOf } from './query-parameters.ts'
import { readBody } from './read-body.ts'
import { respondResource } from './read-resource.ts'
import { respondEmpty } from './respond.ts'
import type { StoredResource } from './store.ts'
import { type Update, updateResource } from './update-resource.ts'

/** Patches a resource; answers with it, or 204 for a large group nobody asked to see (RFC 7644 §3.5.2). */
export const patchResource = async (
  exchange: Exchange,
  resourceType: ResourceTypeDefinition,
  id: string,
): Promise<Response> => {
  const body = await readBody(exchange.request, exchange.limits)
  const patched = await storePatched(exchange, resourceType, id, body)
  const { store, directoryId, limits } = exchange
  if (!hasMembers(resourceType)) return respondResource(exchange, resourceType, patched)
  if (!isAskedFor(resourceType, projectionOf(exchange), 'members'))
    return respondResource(exchange, resourceType, patched)
  if (
    !parametersOf(exchange).has('attributes') &&
    (await store.hasMoreMembers(directoryId, id, limits.maxMembersReturned))
  )
    return respondEmpty(204, { etag: patched.meta.version })
  const whole = await store.get(directoryId, resourceType, id)
  return respondResource(exchange, resourceType, whole ?? patched)
}

/** Stores what the operations of a body make of a resource; a group's members may be missing in what comes back. */
export const storePatched = async (
  exchange: Exchange,
  resourceType: ResourceTypeDefinition,
  id: string,
  body: unknown,
): Promise<StoredResource> => {
  const { profile } = exchange
  await requireAllowed(exchange, 'patch', { resourceType, id })
  const operations = readOperations(body, exchange)
  // Members are changed as rows where the operations tell how without reading them: a group may have 100,000.
  const plan = hasMembers(resourceType)
    ? planMembers(operations, { resourceType, profile })
    : undefined
  const compute = (current: StoredResource): Update =>
    plan
      ? computePlanned(exchange, resourceType, current, plan)
      : computeWhole(exchange, resourceType, current, operations)
  return updateResource(exchange, resourceType, id, {
    cause: 'patch',
    withMembers: hasMembers(resourceType) && !plan,
    compute,
  })
}

const hasMembers = (resourceType: ResourceTypeDefinition): boolean => {
  const members = attributeTable(resourceType).attributes.get('members')
  return members !== undefined && isReferenceCollection(members)
}

const readOperations = (body: unknown, { limits }: Exchange): readonly unknown[] => {
  const { schemas, Operations } = (typeof body === 'object' ? (body ?? {}) : {}) as Record<
    string,
    unknown
  >
  if (!Array.isArray(schemas) || !schemas.some(isPatchOp))
    throw invalidSyntax(`schemas must have ${urns.PatchOp} in it`)
  if (!Array.isArray(Operations)) throw invalidSyntax('Operations must be an array')
  if (Operations.length > limits.maxPatchOperations)
    throw invalidSyntax(
      `Operations must be ${limits.maxPatchOperations} at most; send several requests`,
    )
  return Operations
}

const isPatchOp = (schema: unknown): boolean =>
  typeof schema === 'string' && schema.toLowerCase() === urns.PatchOp.toLowerCase()

const invalidSyntax = (rule: string): ScimError =>
  new ScimError({
    scimType: 'invalidSyntax',
    detail: `PATCH body: ${rule} (RFC 7644 §3.5.2).`,
    section: 'RFC7644 3.5.2',
  })

const computePlanned = (
  exchange: Exchange,
  resourceType: ResourceTypeDefinition,
  current: StoredResource,
  plan: MemberPlan,
): Update => {
  const { profile, diagnostics } = exchange
  diagnostics.quirks = [...plan.quirks]
  if (plan.operations.length === 0) return { resource: current, changes: [], members: plan.members }
  // The plan's operations are read by the profile already: what is left of it are its tolerances.
  const { resource, changes, quirks } = applyPatch(current, plan.operations, {
    resourceType,
    profile: profile && { ...profile, patch: [] },
    ...explained(exchange),
  })
  diagnostics.quirks.push(...quirks)
  return { resource, changes, members: plan.members }
}

const computeWhole = (
  exchange: Exchange,
  resourceType: ResourceTypeDefinition,
  current: StoredResource,
  operations: readonly unknown[],
): Update => {
  const { profile, diagnostics } = exchange
  const { resource, changes, quirks } = applyPatch(current, operations, {
    resourceType,
    profile,
    ...explained(exchange),
  })
  diagnostics.quirks = [...quirks]
  if (!changes.some(({ path }) => path === 'members')) return { resource, changes }
  const { members = [], ...rest } = resource
  return {
    resource: { ...rest, schemas: resource.schemas },
    changes: changes.filter(({ path }) => path !== 'members'),
    members: { replaceAll: true, add: members as MemberValue[], remove: [] },
  }
}

/** Keeps each operation and what it changed, where that is wanted; begun anew when another write was faster. */
const explained = ({ explain, diagnostics }: Exchange) => {
  if (!explain) return {}
  const operations: ExplainedOperation[] = []
  diagnostics.operations = operations
  return { onOperation: (step: ExplainedOperation) => void operations.push(step) }
}
