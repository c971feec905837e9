import type { ResourceDiff } from './diff-resources.ts'
import { type Comparable, indexResources, keyOf } from './resource-index.ts'
import type { MemberReference, PlanData, SyncOperation } from './sync-operation.ts'

/** Groups and users, compared already. */
export interface MemberDifference {
  readonly users: readonly Comparable[]
  readonly actualUsers: readonly Comparable[]
  readonly groups: readonly Comparable[]
  readonly userDiff: ResourceDiff
  readonly groupDiff: ResourceDiff
  readonly match: PlanData['match']
  /** Nobody is removed because of a list that may lack somebody. */
  readonly complete: boolean
}

/** The members to add and to remove. */
export const diffMembers = (difference: MemberDifference): SyncOperation[] => {
  const resolve = memberResolver(difference)
  return difference.groups.flatMap((group) => {
    const key = keyOf(group, difference.match.Group)
    if (
      !Array.isArray(group.members) ||
      key === undefined ||
      !difference.groupDiff.matched.has(key)
    )
      return []
    return groupMembers({ key, desired: group.members, resolve, difference })
  })
}

interface OneGroup {
  readonly key: string
  readonly desired: readonly unknown[]
  readonly resolve: (member: string) => MemberReference | undefined
  readonly difference: MemberDifference
}

const groupMembers = ({ key, desired, resolve, difference }: OneGroup): SyncOperation[] => {
  const existing = difference.groupDiff.matched.get(key)
  const current = new Set(memberIds(existing))
  const references = desired.map((member) => resolve(String(member)))
  const known = references.filter((reference) => reference !== undefined)
  const wanted = new Set(known.map((reference) => ('id' in reference ? reference.id : undefined)))
  const add = unique(known).filter((each) => !('id' in each) || !current.has(each.id))
  const remove = [...current].filter((id) => !wanted.has(id)).map((id) => ({ id }))
  const base = {
    resource: 'Group',
    key,
    ...(existing && { id: String(existing.id) }),
  } as const
  const skip = (reason: 'unknown-member' | 'listing-not-complete') =>
    ({ type: 'skip', resource: 'Group', key, reason }) as const
  // One who is not known may be one of the present members.
  const isSure = known.length === references.length && difference.complete
  return [
    ...(add.length > 0 ? [{ ...base, type: 'memberAdd', members: add } as const] : []),
    ...(remove.length > 0 && isSure
      ? [{ ...base, type: 'memberRemove', members: remove } as const]
      : []),
    ...(known.length < references.length ? [skip('unknown-member')] : []),
    ...(remove.length > 0 && !difference.complete ? [skip('listing-not-complete')] : []),
  ]
}

/** A member is named by the id of a user, or by anything users are matched by. */
const memberResolver = ({ users, actualUsers, userDiff, match }: MemberDifference) => {
  const ids = new Set(actualUsers.map(({ id }) => id))
  const desired = indexResources(users, match.User)
  const actual = indexResources(actualUsers, match.User)
  return (member: string): MemberReference | undefined => {
    for (const name of match.User) {
      const key = keyOf(desired.find({ [name]: member }).found[0] ?? {}, match.User)
      if (key === undefined || !userDiff.matched.has(key)) continue
      const existing = userDiff.matched.get(key)
      return existing ? { id: String(existing.id) } : { key }
    }
    if (ids.has(member)) return { id: member }
    for (const name of match.User) {
      const { found } = actual.find({ [name]: member })
      if (found.length === 1) return { id: String(found[0]?.id) }
    }
    return undefined
  }
}

const memberIds = (group: Comparable | undefined): string[] =>
  Array.isArray(group?.members)
    ? group.members.flatMap(({ value }) => (typeof value === 'string' ? [value] : []))
    : []

const unique = (references: readonly MemberReference[]): MemberReference[] => [
  ...new Map(references.map((each) => [JSON.stringify(each), each])).values(),
]
