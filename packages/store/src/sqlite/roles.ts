import type { Database } from 'better-sqlite3'
import type { Directories, RoleAssignment } from '../durable-store.ts'
import type { GroupCommit } from './group-commit.ts'

type Roles = Pick<Directories, 'assignRole' | 'unassignRole' | 'listRoles'>

/** Which groups map to which roles, as rows. */
export const createRoles = (
  db: Database,
  {
    commits,
    requireDirectory,
  }: { commits: GroupCommit; requireDirectory: (directoryId: string) => void },
): Roles => {
  const insert = db.prepare<[string, string, string]>(
    'INSERT INTO role_assignment (directory_id, group_id, role) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const remove = db.prepare<[string, string, string]>(
    'DELETE FROM role_assignment WHERE directory_id = ? AND group_id = ? AND role = ?',
  )
  const list = db.prepare<[string], RoleAssignment>(
    `SELECT group_id AS groupId, role FROM role_assignment
     WHERE directory_id = ? ORDER BY group_id, role`,
  )
  return {
    assignRole: (directoryId, { groupId, role }) =>
      commits.run(() => {
        requireDirectory(directoryId)
        insert.run(directoryId, groupId, role)
      }),
    unassignRole: (directoryId, { groupId, role }) =>
      commits.run(() => remove.run(directoryId, groupId, role).changes === 1),
    listRoles: async (directoryId) => list.all(directoryId),
  }
}
