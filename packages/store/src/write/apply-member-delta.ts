import type { MemberDelta } from '@scimwright/engine'
import { ScimError } from '@scimwright/types'
import { toMember } from '../collections.ts'
import type { MemberChange, MemberTable } from './tables.ts'

/**
 * Changes the members of a group; who stays when all are replaced keeps its row.
 *
 * @throws ScimError 400 noTarget when a member that must be there is not.
 */
export const applyMemberDelta = (
  members: MemberTable,
  directoryId: string,
  groupId: string,
  delta: MemberDelta,
): MemberChange => {
  for (const value of delta.mustMatch ?? [])
    if (!members.has(directoryId, groupId, value)) throw noTarget()
  const wanted = delta.add.map(toMember)
  if (!delta.replaceAll) {
    const removed = members.remove(directoryId, groupId, delta.remove)
    return { removed, added: members.add(directoryId, groupId, wanted) }
  }
  const current = new Set(members.list(directoryId, groupId).map(({ value }) => value))
  const kept = new Set(wanted.map(({ value }) => value))
  const left = [...current].filter((value) => !kept.has(value))
  const joined = wanted.filter(({ value }) => !current.has(value))
  const removed = members.remove(directoryId, groupId, left)
  return { removed, added: members.add(directoryId, groupId, joined) }
}

const noTarget = (): ScimError =>
  new ScimError({
    scimType: 'noTarget',
    detail: 'members: the group has no such member (RFC 7644 §3.5.2.3). Read the group again.',
    section: 'RFC7644 3.5.2.3',
  })
