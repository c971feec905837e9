import {
  attributeTable,
  changedAttributes,
  type MemberDelta,
  type MemberValue,
  normalizeResource,
} from '@scimwright/engine'
import type { ResourceTypeDefinition } from '@scimwright/types'
import { requireAllowed } from './authorize.ts'
import type { Exchange } from './exchange.ts'
import { readBody } from './read-body.ts'
import { respondResource } from './read-resource.ts'
import type { StoredResource } from './store.ts'
import { type Update, updateResource } from './update-resource.ts'

/** Replaces a resource; never creates one (RFC 7644 §3.5.1). */
export const replaceResource = async (
  exchange: Exchange,
  resourceType: ResourceTypeDefinition,
  id: string,
): Promise<Response> => {
  const body = await readBody(exchange.request, exchange.limits)
  const resource = await storeReplacement(exchange, resourceType, id, body)
  return respondResource(exchange, resourceType, resource)
}

/** Stores what a body makes of a resource. */
export const storeReplacement = async (
  exchange: Exchange,
  resourceType: ResourceTypeDefinition,
  id: string,
  body: unknown,
): Promise<StoredResource> => {
  const { profile, diagnostics } = exchange
  await requireAllowed(exchange, 'replace', { resourceType, id })
  const compute = (current: StoredResource): Update => {
    const read = normalizeResource(body, { resourceType, mode: 'replace', current, profile })
    diagnostics.quirks = read.quirks
    const { members, ...content } = read.resource
    const resource = { ...readOnlyOf(current, resourceType), ...content, schemas: content.schemas }
    const table = attributeTable(resourceType)
    return {
      resource,
      changes: changedAttributes(current, resource, table),
      ...(table.attributes.has('members') && { members: replaceAll(members) }),
    }
  }
  const stored = await updateResource(exchange, resourceType, id, {
    cause: 'replace',
    withMembers: false,
    compute,
  })
  if (!attributeTable(resourceType).attributes.has('members')) return stored
  return (await exchange.store.get(exchange.directoryId, resourceType, id)) ?? stored
}

/** What only the provider sets stays (RFC 7644 §3.5.1). */
const readOnlyOf = (
  current: StoredResource,
  resourceType: ResourceTypeDefinition,
): Record<string, unknown> => {
  const kept: Record<string, unknown> = {}
  for (const { name, mutability } of attributeTable(resourceType).attributes.values())
    if (mutability === 'readOnly' && Object.hasOwn(current, name)) kept[name] = current[name]
  return kept
}

const replaceAll = (members: unknown): MemberDelta => ({
  replaceAll: true,
  add: (members ?? []) as MemberValue[],
  remove: [],
})
