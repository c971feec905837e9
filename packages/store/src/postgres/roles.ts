import type { Directories, RoleAssignment } from '../durable-store.ts'
import type { DirectoryWork } from './directory-work.ts'
import type { Prepared } from './statement.ts'

type Roles = Pick<Directories, 'assignRole' | 'unassignRole' | 'listRoles'>

const INSERT: Prepared = {
  text: `INSERT INTO role_assignment (directory_id, group_id, role)
    VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
}
const REMOVE: Prepared = {
  text: `DELETE FROM role_assignment WHERE directory_id = $1 AND group_id = $2 AND role = $3
    RETURNING role`,
}
const LIST: Prepared = {
  text: `SELECT group_id AS "groupId", role FROM role_assignment
    WHERE directory_id = $1 ORDER BY group_id, role`,
}

/** Which groups map to which roles, as rows. */
export const createRoles = ({ database, transaction, requireDirectory }: DirectoryWork): Roles => ({
  assignRole: (directoryId, { groupId, role }) =>
    transaction(directoryId, async (connection) => {
      await requireDirectory(connection, directoryId)
      await connection.run(INSERT, [directoryId, groupId, role])
    }),
  unassignRole: (directoryId, { groupId, role }) =>
    transaction(
      directoryId,
      async ({ run }) => (await run(REMOVE, [directoryId, groupId, role])).length === 1,
    ),
  listRoles: (directoryId) => database.read<RoleAssignment>(directoryId, LIST, [directoryId]),
})
