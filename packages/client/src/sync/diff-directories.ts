import { configurationError } from '../client-error.ts'
import { diffMembers } from './diff-members.ts'
import { diffResources, type Listing } from './diff-resources.ts'
import { fingerprint } from './fingerprint.ts'
import type { Comparable } from './resource-index.ts'
import type { PlanData } from './sync-operation.ts'

/** How two directories are compared. */
export interface DiffOptions {
  /** Attributes that tell who is who, most telling first; externalId, then userName or displayName. */
  readonly match?: { readonly users?: readonly string[]; readonly groups?: readonly string[] }
  /** What happens to users nobody desires; `deactivate`. */
  readonly deletes?: 'deactivate' | 'delete' | 'none'
  /** What happens to groups nobody desires; `none`. */
  readonly groupDeletes?: 'delete' | 'none'
  /** How many may be deactivated or deleted, as a number or a share of those there are; 5 %. */
  readonly maxDeletes?: number | `${number}%`
  /** Those who stay, whoever is desired: administrators, service accounts. */
  readonly keep?: (resource: Comparable) => boolean
}

/** What there should be. Members of groups are named by what users are matched by. */
export interface DesiredDirectory {
  readonly users: readonly object[]
  readonly groups?: readonly (object & { readonly members?: readonly string[] })[]
}

/** What there is. */
export interface ActualDirectory {
  readonly users: Listing
  readonly groups?: Listing
}

/**
 * A plan that turns what there is into what there should be; nothing is sent, and the same input gives the same plan.
 *
 * @throws ClientError configuration, when somebody desired has nothing to be matched by.
 */
export const diffDirectories = (
  { desired, actual }: { readonly desired: DesiredDirectory; readonly actual: ActualDirectory },
  options: DiffOptions = {},
): PlanData => {
  const { deletes = 'deactivate', groupDeletes = 'none', maxDeletes = '5%', keep } = options
  const match = {
    User: options.match?.users ?? ['externalId', 'userName'],
    Group: options.match?.groups ?? ['externalId', 'displayName'],
  }
  const users = desired.users as readonly Comparable[]
  const groups = (desired.groups ?? []) as readonly Comparable[]
  const actualGroups = actual.groups ?? { resources: [], complete: false }
  const userDiff = diffResources({
    resource: 'User',
    desired: users,
    actual: actual.users,
    match: match.User,
    deletes,
    keep,
  })
  const groupDiff = diffResources({
    resource: 'Group',
    desired: groups,
    actual: actualGroups,
    match: match.Group,
    deletes: desired.groups ? groupDeletes : 'none',
    keep,
  })
  const members = diffMembers({
    users,
    actualUsers: actual.users.resources,
    groups,
    userDiff,
    groupDiff,
    match,
    complete: actual.users.complete && actualGroups.complete,
  })
  const operations = [...userDiff.operations, ...groupDiff.operations, ...members]
  const existing = actual.users.resources.length + actualGroups.resources.length
  return {
    version: 1,
    id: fingerprint(JSON.stringify(operations)),
    operations,
    unchanged: userDiff.unchanged + groupDiff.unchanged,
    allowedDeletes: allowed(maxDeletes, existing),
    match,
  }
}

const allowed = (maxDeletes: number | string, existing: number): number => {
  const number = typeof maxDeletes === 'number' ? maxDeletes : Number(maxDeletes.replace(/%$/, ''))
  if (!(number >= 0)) throw configurationError('maxDeletes must be a number, or a share as "5%".')
  return typeof maxDeletes === 'number' ? number : Math.ceil((existing * number) / 100)
}
