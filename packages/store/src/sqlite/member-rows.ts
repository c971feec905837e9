import type { MemberDelta } from '@scimwright/engine'
import type { Member } from '@scimwright/server'
import { ScimError } from '@scimwright/types'
import type { Database } from 'better-sqlite3'
import { toMember } from '../collections.ts'

/** The members whose rows a change really added and removed. */
export interface MemberChange {
  readonly added: readonly Member[]
  readonly removed: readonly Member[]
}

/** A group a resource is a direct member of, as users carry it (RFC 7643 §4.1.2). */
export interface GroupOfMember {
  value: string
  display?: string
  type: 'direct'
}

/** The member collections of groups, one row a member. */
export type MemberRows = ReturnType<typeof createMemberRows>

/** The statements over member rows. */
export const createMemberRows = (db: Database) => {
  const listRows = db.prepare<[string, string], Row>(
    `SELECT member_id, type, display FROM member
     WHERE directory_id = ? AND group_id = ? ORDER BY position`,
  )
  const rowAfter = db.prepare<[string, string, number]>(
    'SELECT 1 FROM member WHERE directory_id = ? AND group_id = ? LIMIT 1 OFFSET ?',
  )
  const find = db.prepare<[string, string, string]>(
    'SELECT 1 FROM member WHERE directory_id = ? AND group_id = ? AND member_id = ?',
  )
  const groupRows = db.prepare<[string, string], { id: string; display: string | null }>(
    `SELECT g.id, g.doc ->> '$.displayName' AS display
     FROM member m JOIN resource g ON g.directory_id = m.directory_id AND g.id = m.group_id
     WHERE m.directory_id = ? AND m.member_id = ? ORDER BY g.position`,
  )
  const insert = db.prepare<[string, string, string, string | null, string | null]>(
    `INSERT INTO member (directory_id, group_id, member_id, type, display) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
  )
  const remove = db.prepare<[string, string, string], Row>(
    `DELETE FROM member WHERE directory_id = ? AND group_id = ? AND member_id = ?
     RETURNING member_id, type, display`,
  )
  const removeAll = db.prepare<[string, string]>(
    'DELETE FROM member WHERE directory_id = ? AND group_id = ?',
  )

  const list = (directoryId: string, groupId: string): Member[] =>
    listRows.all(directoryId, groupId).map(fromRow)

  const add = (directoryId: string, groupId: string, members: readonly Member[]): Member[] =>
    members.filter(
      ({ value, type = null, display = null }) =>
        insert.run(directoryId, groupId, value, type, display).changes === 1,
    )

  const removeEach = (directoryId: string, groupId: string, values: readonly string[]): Member[] =>
    values.flatMap((value) => remove.all(directoryId, groupId, value).map(fromRow))

  return {
    /** The members of a group, in the order they were added. */
    list,
    add,
    /** Whether a group has more members than a number. */
    hasMore: (directoryId: string, groupId: string, than: number): boolean =>
      rowAfter.get(directoryId, groupId, than) !== undefined,
    /** The groups a resource is a member of, by their creation. */
    groupsOf: (directoryId: string, memberId: string): GroupOfMember[] =>
      groupRows.all(directoryId, memberId).map(({ id, display }) => ({
        value: id,
        ...(display !== null && { display }),
        type: 'direct' as const,
      })),
    /**
     * Changes the members of a group.
     *
     * @throws ScimError 400 noTarget when a member that must be there is not.
     */
    apply: (directoryId: string, groupId: string, delta: MemberDelta): MemberChange => {
      for (const value of delta.mustMatch ?? [])
        if (find.get(directoryId, groupId, value) === undefined) throw noTarget()
      const wanted = delta.add.map(toMember)
      if (!delta.replaceAll) {
        const removed = removeEach(directoryId, groupId, delta.remove)
        return { removed, added: add(directoryId, groupId, wanted) }
      }
      const current = new Set(list(directoryId, groupId).map(({ value }) => value))
      const kept = new Set(wanted.map(({ value }) => value))
      const left = [...current].filter((value) => !kept.has(value))
      const joined = wanted.filter(({ value }) => !current.has(value))
      const removed = removeEach(directoryId, groupId, left)
      return { removed, added: add(directoryId, groupId, joined) }
    },
    /** Takes a resource out of one group; its row as it was. */
    remove: (directoryId: string, groupId: string, value: string): Member[] =>
      removeEach(directoryId, groupId, [value]),
    /** Empties a group. */
    clear: (directoryId: string, groupId: string): Member[] => {
      const members = list(directoryId, groupId)
      removeAll.run(directoryId, groupId)
      return members
    },
  }
}

interface Row {
  member_id: string
  type: string | null
  display: string | null
}

const fromRow = ({ member_id, type, display }: Row): Member => ({
  value: member_id,
  ...(type !== null && { type }),
  ...(display !== null && { display }),
})

const noTarget = (): ScimError =>
  new ScimError({
    scimType: 'noTarget',
    detail: 'members: the group has no such member (RFC 7644 §3.5.2.3). Read the group again.',
    section: 'RFC7644 3.5.2.3',
  })
