import type { MemberDelta, MemberValue } from '@scimwright/engine'
import { ScimError } from '@scimwright/types'
import type { Member } from './store.ts'

/** Who is a member of which group, found from both ends. */
export const createMemberships = () => {
  const membersByGroup = new Map<string, Map<string, Member>>()
  const groupsByMember = new Map<string, Set<string>>()

  const join = (groupId: string, member: MemberValue): void => {
    const members = membersByGroup.get(groupId) ?? new Map<string, Member>()
    membersByGroup.set(groupId, members.set(member.value, toMember(member)))
    const groups = groupsByMember.get(member.value) ?? new Set()
    groupsByMember.set(member.value, groups.add(groupId))
  }
  const leave = (groupId: string, member: string): void => {
    membersByGroup.get(groupId)?.delete(member)
    const groups = groupsByMember.get(member)
    groups?.delete(groupId)
    if (groups?.size === 0) groupsByMember.delete(member)
  }
  const membersOf = (groupId: string): ReadonlyMap<string, Member> =>
    membersByGroup.get(groupId) ?? NOBODY
  const groupsOf = (member: string): readonly string[] => [...(groupsByMember.get(member) ?? [])]

  return {
    membersOf,
    groupsOf,
    /**
     * Changes the members of a group; says whether anybody joined or left.
     *
     * @throws ScimError 400 noTarget, where somebody had to be a member and is none.
     */
    change: (groupId: string, { add, remove, replaceAll, mustMatch }: MemberDelta): boolean => {
      const before = new Set(membersOf(groupId).keys())
      if (mustMatch?.some((value) => !before.has(value))) throw noTarget()
      const kept = new Set(add.map(({ value }) => value))
      const removed = replaceAll ? [...before].filter((value) => !kept.has(value)) : remove
      for (const value of removed) leave(groupId, value)
      for (const member of add) if (!membersOf(groupId).has(member.value)) join(groupId, member)
      const after = membersOf(groupId)
      return after.size !== before.size || [...after.keys()].some((value) => !before.has(value))
    },
    /** Takes a resource out of all groups, and everybody out of it. */
    forget: (id: string): void => {
      for (const groupId of groupsOf(id)) leave(groupId, id)
      for (const member of membersOf(id).keys()) leave(id, member)
      membersByGroup.delete(id)
    },
  }
}

const NOBODY: ReadonlyMap<string, Member> = new Map()

const toMember = ({ value, type, display }: MemberValue): Member => ({
  value,
  ...(typeof type === 'string' && { type }),
  ...(typeof display === 'string' && { display }),
})

const noTarget = (): ScimError =>
  new ScimError({
    scimType: 'noTarget',
    detail: 'PATCH members[…]: the filter matches no member (RFC 7644 §3.5.2).',
    section: 'RFC7644 3.5.2',
  })
