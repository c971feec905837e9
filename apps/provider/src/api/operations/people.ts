import type { StoredResource } from '@scimwright/server'
import type { Directory } from '@scimwright/store'
import type { ResourceTypeDefinition } from '@scimwright/types'
import * as z from 'zod'
import { groupData } from '../../events/describe-change.ts'
import { userData } from '../../events/user-data.ts'
import { ApiError } from '../api-error.ts'
import { GroupBody, named, pageLimit, UserBody } from '../api-schemas.ts'
import { type ApiContext, type Operation, operation } from '../operation.ts'
import { findDirectory } from './find.ts'

const next = z.number().int().optional().describe('`after` of the next page, if there may be one')

const PeopleQuery = named(
  'PeopleQuery',
  z.object({
    after: z.coerce.number().int().min(0).default(0).describe('`next` of the page before'),
    limit: pageLimit,
  }),
)

const GroupWithMembers = named(
  'DirectoryGroupWithMembers',
  GroupBody.extend({
    members: z.array(z.object({ id: z.string(), type: z.string().optional() })),
  }),
)

/** Users and groups as events describe them. */
export const peopleOperations: readonly Operation[] = [
  operation({
    id: 'listUsers',
    method: 'get',
    path: '/directories/{directory_id}/users',
    summary: 'The users of a directory in the order they came, with the roles of their groups',
    query: PeopleQuery,
    response: named('DirectoryUserPage', z.object({ data: z.array(UserBody), next })),
    run: async ({ params, query }, context) => {
      const directory = await findDirectory(context, params.directory_id)
      const page = await list(context, directory, 'User', query)
      const roles = await rolesOf(context, directory.id)
      return { ...page, data: page.data.map((user) => presentUser(directory, user, roles)) }
    },
  }),
  operation({
    id: 'getUser',
    method: 'get',
    path: '/directories/{directory_id}/users/{user_id}',
    summary: 'One user',
    response: UserBody,
    run: async ({ params }, context) => {
      const directory = await findDirectory(context, params.directory_id)
      const user = await find(context, directory.id, 'User', params.user_id)
      return presentUser(directory, user, await rolesOf(context, directory.id))
    },
  }),
  operation({
    id: 'listGroups',
    method: 'get',
    path: '/directories/{directory_id}/groups',
    summary: 'The groups of a directory in the order they came',
    query: PeopleQuery,
    response: named('DirectoryGroupPage', z.object({ data: z.array(GroupBody), next })),
    run: async ({ params, query }, context) => {
      const directory = await findDirectory(context, params.directory_id)
      const page = await list(context, directory, 'Group', query)
      return {
        ...page,
        data: page.data.map((group) => ({ ...groupData(group, placeOf(directory, group)) })),
      }
    },
  }),
  operation({
    id: 'getGroup',
    method: 'get',
    path: '/directories/{directory_id}/groups/{group_id}',
    summary: 'One group with its members',
    response: GroupWithMembers,
    run: async ({ params }, context) => {
      const directory = await findDirectory(context, params.directory_id)
      const group = await find(context, directory.id, 'Group', params.group_id)
      const members = (group.members ?? []) as { value: string; type?: string }[]
      return {
        ...groupData(group, placeOf(directory, group)),
        members: members.map(({ value: id, type }) => ({
          id,
          ...(type !== undefined && { type }),
        })),
      }
    },
  }),
]

const typeOf = ({ resourceTypes }: ApiContext, name: string): ResourceTypeDefinition => {
  const found = resourceTypes.find((each) => each.name === name)
  if (!found) throw new ApiError(404, `This provider serves no resources of type ${name}.`)
  return found
}

const list = async (
  context: ApiContext,
  { id: directoryId }: Directory,
  type: string,
  { after, limit }: z.output<typeof PeopleQuery>,
): Promise<{ data: StoredResource[]; next?: number }> => {
  const { resources, last } = await context.store.list(directoryId, {
    resourceTypes: [typeOf(context, type)],
    startIndex: 1,
    count: limit,
    withoutMembers: true,
    ...(after > 0 && { after }),
  })
  return {
    data: resources,
    ...(resources.length === limit && last !== undefined && { next: last }),
  }
}

const find = async (
  context: ApiContext,
  directoryId: string,
  type: string,
  id: string,
): Promise<StoredResource> => {
  const resource = await context.store.get(directoryId, typeOf(context, type), id)
  if (!resource) throw new ApiError(404, `There is no ${type.toLowerCase()} with this id.`)
  return resource
}

const placeOf = ({ organizationId, id: directoryId }: Directory, { meta }: StoredResource) => ({
  organizationId,
  directoryId,
  version: Number(/\d+/.exec(meta.version)?.[0] ?? 0),
})

/** The roles of each group. */
const rolesOf = async (
  { store }: ApiContext,
  directoryId: string,
): Promise<Map<string, string[]>> => {
  const roles = new Map<string, string[]>()
  for (const { groupId, role } of await store.directories.listRoles(directoryId))
    roles.set(groupId, [...(roles.get(groupId) ?? []), role])
  return roles
}

const presentUser = (
  directory: Directory,
  user: StoredResource,
  roles: ReadonlyMap<string, readonly string[]>,
) => {
  const data = userData(user, placeOf(directory, user))
  const names = new Set(data.groups.flatMap(({ id }) => roles.get(id) ?? []))
  return {
    ...data,
    groups: [...data.groups],
    roles: [...names].sort().map((role_name) => ({ role_name })),
  }
}
