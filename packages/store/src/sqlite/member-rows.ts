import type { Member } from '@scimwright/server'
import type { Database } from 'better-sqlite3'
import type { MemberTable } from '../write/tables.ts'

/** The member collections of groups, one row a member. */
export interface MemberRows extends MemberTable {
  /** Whether a group has more members than a number. */
  hasMore(directoryId: string, groupId: string, than: number): boolean
}

/** The statements over member rows. */
export const createMemberRows = (db: Database): MemberRows => {
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
  // Without statistics the planner takes the index of groups, and looks at every membership there is.
  const groupRows = db.prepare<[string, string], { id: string; display: string | null }>(
    `SELECT g.id, g.doc ->> '$.displayName' AS display
     FROM member m INDEXED BY member_groups
       CROSS JOIN resource g ON g.directory_id = m.directory_id AND g.id = m.group_id
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

  return {
    list,
    has: (directoryId, groupId, value) => find.get(directoryId, groupId, value) !== undefined,
    add: (directoryId, groupId, members) =>
      members.filter(
        ({ value, type = null, display = null }) =>
          insert.run(directoryId, groupId, value, type, display).changes === 1,
      ),
    remove: (directoryId, groupId, values) =>
      values.flatMap((value) => remove.all(directoryId, groupId, value).map(fromRow)),
    clear: (directoryId, groupId) => {
      const members = list(directoryId, groupId)
      removeAll.run(directoryId, groupId)
      return members
    },
    groupsOf: (directoryId, memberId) =>
      groupRows.all(directoryId, memberId).map(({ id, display }) => ({
        value: id,
        ...(display !== null && { display }),
        type: 'direct' as const,
      })),
    hasMore: (directoryId, groupId, than) => rowAfter.get(directoryId, groupId, than) !== undefined,
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
