import type { Member } from '@scimwright/server'
import type { MemberTable } from '../../write/tables.ts'
import { requireStorable } from '../storable.ts'
import type { DraftResource } from './draft-resources.ts'
import { keyOf, type Overlay } from './overlay.ts'

/** A member row as it is, or is to be, in the database. */
export interface DraftMember {
  readonly groupId: string
  readonly member: Member
  /** Orders the members of a group; of one that is new, behind all that are there. */
  readonly position: number
}

/** The member rows of a directory, in memory. */
export interface DraftMembers extends MemberTable {
  load(row: DraftMember): void
}

/** The member rows of a directory, in memory; of what a write does not ask for there are none. */
export const draftMembers = (
  rows: Overlay<DraftMember>,
  resources: Pick<Overlay<DraftResource>, 'get'>,
): DraftMembers => {
  // Whoever was a member at any time; `rows` says who is.
  const everIn = new Map<string, Set<string>>()
  const everWith = new Map<string, Set<string>>()
  let last = Number.MAX_SAFE_INTEGER / 2

  const note = ({ groupId, member }: DraftMember): string => {
    putInto(everIn, groupId, member.value)
    putInto(everWith, member.value, groupId)
    return keyOf(groupId, member.value)
  }

  const rowsOf = (groupId: string): DraftMember[] =>
    [...(everIn.get(groupId) ?? [])]
      .flatMap((value) => rows.get(keyOf(groupId, value)) ?? [])
      .sort((one, other) => one.position - other.position)

  const remove = (groupId: string, values: readonly string[]): Member[] =>
    values.flatMap((value) => {
      const key = keyOf(groupId, value)
      const row = rows.get(key)
      if (!row) return []
      rows.remove(key)
      return [row.member]
    })

  const list = (groupId: string): Member[] => rowsOf(groupId).map(({ member }) => member)

  return {
    load: (row) => rows.load(note(row), row),
    list: (_, groupId) => list(groupId),
    has: (_, groupId, value) => rows.get(keyOf(groupId, value)) !== undefined,
    add: (_, groupId, members) =>
      members.filter((member) => {
        if (rows.get(keyOf(groupId, member.value))) return false
        requireStorable(JSON.stringify(member))
        last += 1
        const row = { groupId, member, position: last }
        rows.set(note(row), row)
        return true
      }),
    remove: (_, groupId, values) => remove(groupId, values),
    clear: (_, groupId) =>
      remove(
        groupId,
        list(groupId).map(({ value }) => value),
      ),
    groupsOf: (_, memberId) =>
      [...(everWith.get(memberId) ?? [])]
        .filter((groupId) => rows.get(keyOf(groupId, memberId)))
        .flatMap((groupId) => resources.get(groupId) ?? [])
        .sort((one, other) => one.position - other.position)
        .map(({ id, resource: { displayName } }) => ({
          value: id,
          ...(typeof displayName === 'string' && { display: displayName }),
          type: 'direct' as const,
        })),
  }
}

const putInto = (sets: Map<string, Set<string>>, key: string, value: string): void => {
  const set = sets.get(key)
  if (set) set.add(value)
  else sets.set(key, new Set([value]))
}
