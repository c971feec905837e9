import type { StoredResource } from '@scimwright/server'
import { type ResourceTypeDefinition, ScimError } from '@scimwright/types'
import { indexedValues, uniqueValues } from '../indexed-values.ts'
import type { ValueTable } from './tables.ts'

/**
 * Makes the value rows of a resource those of its new state; undefined is a resource that is not there.
 *
 * @throws ScimError 409 uniqueness, naming the attribute.
 */
export const replaceValues = (
  values: ValueTable,
  directoryId: string,
  resourceType: ResourceTypeDefinition,
  { before, after }: { before?: StoredResource; after?: StoredResource },
): void => {
  const type = resourceType.name
  const id = (after ?? before)?.id ?? ''
  const unique = difference(uniqueValues, resourceType, before, after)
  for (const row of unique.removed) values.removeUnique({ directoryId, type, ...row }, id)
  for (const row of unique.added)
    if (!values.addUnique({ directoryId, type, ...row }, id)) throw taken(type, row.path)
  const indexed = difference(indexedValues, resourceType, before, after)
  for (const row of indexed.removed) values.removeIndexed({ directoryId, type, ...row }, id)
  for (const row of indexed.added) values.addIndexed({ directoryId, type, ...row }, id)
}

const difference = <Row>(
  rowsOf: (resourceType: ResourceTypeDefinition, resource: StoredResource) => Map<string, Row>,
  resourceType: ResourceTypeDefinition,
  before: StoredResource | undefined,
  after: StoredResource | undefined,
): { removed: Row[]; added: Row[] } => {
  const old = before ? rowsOf(resourceType, before) : new Map<string, Row>()
  const now = after ? rowsOf(resourceType, after) : new Map<string, Row>()
  if (old.size === 0) return { removed: [], added: [...now.values()] }
  return {
    removed: [...old].flatMap(([key, row]) => (now.has(key) ? [] : [row])),
    added: [...now].flatMap(([key, row]) => (old.has(key) ? [] : [row])),
  }
}

const taken = (type: string, path: string): ScimError =>
  new ScimError({
    scimType: 'uniqueness',
    detail: `${path}: another ${type} has this value, and it must be unique (RFC 7643 §2.2). Use another value, or change the resource that has it.`,
    section: 'RFC7643 2.2',
  })
