import { configurationError } from '../client-error.ts'
import { attributeChanges } from './attribute-changes.ts'
import { type Comparable, indexResources, keyOf } from './resource-index.ts'
import type { SyncedType, SyncOperation } from './sync-operation.ts'

/** What is there, and whether that is all. */
export interface Listing {
  readonly resources: readonly Comparable[]
  readonly complete: boolean
}

/** What there is and what there should be, of one type. */
export interface ResourceDifference {
  readonly resource: SyncedType
  readonly desired: readonly Comparable[]
  readonly actual: Listing
  readonly match: readonly string[]
  readonly deletes: 'deactivate' | 'delete' | 'none'
  readonly keep: ((resource: Comparable) => boolean) | undefined
}

/** What has to be done, and who was found. */
export interface ResourceDiff {
  readonly operations: SyncOperation[]
  readonly unchanged: number
  /** The one that is there, or undefined for one that is to be created, by key of the desired one. */
  readonly matched: ReadonlyMap<string, Comparable | undefined>
}

/** Compares what there is with what there should be. */
export const diffResources = (difference: ResourceDifference): ResourceDiff => {
  const { resource, desired, actual, match } = difference
  const index = indexResources(actual.resources, match)
  const matched = new Map<string, Comparable | undefined>()
  const claimed = new Set<unknown>()
  const operations: SyncOperation[] = []
  let unchanged = 0
  for (const wanted of desired) {
    const key = keyOf(wanted, match)
    if (key === undefined)
      throw configurationError(`Every desired ${resource} needs one of ${match.join(', ')}.`)
    const { by, found } = index.find(wanted)
    const [existing] = found
    const isTaken = matched.has(key) || (existing && claimed.has(existing.id))
    for (const { id } of found) claimed.add(id)
    if (isTaken || found.length > 1) {
      // Somebody matched by a weaker attribute must not be changed into another one who is desired.
      operations.push({ type: 'skip', resource, key, reason: isTaken ? 'duplicate' : 'ambiguous' })
      continue
    }
    matched.set(key, existing)
    const operation = operationFor({ resource, key, wanted, existing, by })
    if (operation) operations.push(operation)
    else unchanged += 1
  }
  const gone = leftOver(difference, claimed)
  return { operations: [...gone, ...operations], unchanged, matched }
}

interface Pair {
  readonly resource: SyncedType
  readonly key: string
  readonly wanted: Comparable
  readonly existing: Comparable | undefined
  /** The place of the attribute that matched. */
  readonly by: number
}

const operationFor = ({ resource, key, wanted, existing, by }: Pair): SyncOperation | undefined => {
  const { members: _, ...body } = resource === 'User' ? { active: true, ...wanted } : wanted
  if (!existing) return { type: 'create', resource, key, body }
  const operations = attributeChanges(existing, body)
  if (operations.length === 0) return undefined
  const type = by === 0 ? 'patch' : 'adopt'
  return { type, resource, key, id: String(existing.id), operations }
}

const leftOver = (
  { resource, actual, match, deletes, keep }: ResourceDifference,
  claimed: ReadonlySet<unknown>,
): SyncOperation[] => {
  if (deletes === 'none') return []
  return actual.resources
    .filter(({ id }) => !claimed.has(id))
    .flatMap((existing): SyncOperation[] => {
      const id = String(existing.id)
      const key = keyOf(existing, match) ?? id
      if (deletes === 'deactivate' && existing.active === false) return []
      if (keep?.(existing)) return [{ type: 'skip', resource, key, reason: 'kept' }]
      if (!actual.complete) return [{ type: 'skip', resource, key, reason: 'listing-not-complete' }]
      return [{ type: deletes, resource, key, id }]
    })
}
