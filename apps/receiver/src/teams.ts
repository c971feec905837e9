import type { DirectoryGroupData, GroupMembershipData } from '@scimwright/webhooks'
import type { Database } from 'better-sqlite3'
import type { Effect } from './accounts.ts'

/** Teams and who is in them; roles follow from both. */
export const createTeams = (db: Database) => {
  const find = db.prepare<[string], { deleted: number; sequence: number }>(
    'SELECT deleted, sequence FROM team WHERE id = ?',
  )
  const save = db.prepare(
    `INSERT INTO team (id, directory_id, name, deleted, sequence) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, deleted = excluded.deleted, sequence = excluded.sequence`,
  )
  // Each pair of team and account remembers its own newest event: changes may come in any order.
  const setMember = db.prepare(
    `INSERT INTO membership (team_id, account_id, present, sequence) VALUES (?, ?, ?, ?)
     ON CONFLICT (team_id, account_id) DO UPDATE SET present = excluded.present, sequence = excluded.sequence
     WHERE membership.sequence < excluded.sequence`,
  )

  return {
    /** A group was created or changed. */
    save: (group: DirectoryGroupData, sequence: number): Effect => {
      const known = find.get(group.id)
      if (known && (known.deleted === 1 || known.sequence >= sequence)) return undefined
      save.run(group.id, group.directory_id, group.display_name, 0, sequence)
      return known ? 'team changed' : 'team created'
    },
    /** A group was deleted; the roles it gave are gone with it. */
    remove: (group: DirectoryGroupData, sequence: number): Effect => {
      const known = find.get(group.id)
      if (known && (known.deleted === 1 || known.sequence >= sequence)) return undefined
      save.run(group.id, group.directory_id, group.display_name, 1, sequence)
      return 'team closed, its roles taken back'
    },
    /** People came into a group and left it. */
    changeMembers: ({ id, added, removed }: GroupMembershipData, sequence: number): Effect => {
      let changes = 0
      for (const member of removed) changes += setMember.run(id, member.id, 0, sequence).changes
      for (const member of added) changes += setMember.run(id, member.id, 1, sequence).changes
      return changes === 0
        ? undefined
        : `team: ${added.length} added, ${removed.length} removed; roles follow`
    },
  }
}
