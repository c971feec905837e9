import * as z from 'zod'
import { ApiError } from '../api-error.ts'
import { listOf, RoleBody } from '../api-schemas.ts'
import { type Operation, operation } from '../operation.ts'
import { findDirectory } from './find.ts'

const assignment = '/directories/{directory_id}/groups/{group_id}/roles/{role}'

const roleName = z.string().regex(/^[A-Za-z0-9_.:-]{1,64}$/)

/** Which groups map to which roles in the application. */
export const roleOperations: readonly Operation[] = [
  operation({
    id: 'listRoleAssignments',
    method: 'get',
    path: '/directories/{directory_id}/role_assignments',
    summary: 'Which groups have which roles',
    response: listOf('RoleAssignmentList', RoleBody),
    run: async ({ params }, context) => {
      const { id } = await findDirectory(context, params.directory_id)
      const roles = await context.store.directories.listRoles(id)
      return { data: roles.map(({ groupId, role }) => ({ group_id: groupId, role })) }
    },
  }),
  operation({
    id: 'assignRole',
    method: 'put',
    path: assignment,
    summary: 'Gives the members of a group a role; the group may come later',
    response: RoleBody,
    run: async ({ params }, context) => {
      const { id } = await findDirectory(context, params.directory_id)
      const { group_id: groupId, role } = params
      if (!roleName.safeParse(role).success)
        throw new ApiError(400, 'role: must be 1 to 64 letters, digits, "_", ".", ":" or "-".')
      await context.store.directories.assignRole(id, { groupId, role })
      return { group_id: groupId, role }
    },
  }),
  operation({
    id: 'unassignRole',
    method: 'delete',
    path: assignment,
    summary: 'Takes a role from the members of a group',
    run: async ({ params }, { store }) => {
      const { directory_id: directoryId, group_id: groupId, role } = params
      if (!(await store.directories.unassignRole(directoryId, { groupId, role })))
        throw new ApiError(404, 'The group has no such role.')
      return undefined
    },
  }),
]
