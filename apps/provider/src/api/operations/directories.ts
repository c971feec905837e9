import { randomUUID } from 'node:crypto'
import type { Directory } from '@scimwright/store'
import * as z from 'zod'
import { describeDirectory } from '../../events/describe-directory.ts'
import { ApiError } from '../api-error.ts'
import { DirectoryBody, identifier, listOf, named, profileName } from '../api-schemas.ts'
import { type Operation, operation } from '../operation.ts'
import { findDirectory } from './find.ts'

const NewDirectory = named(
  'NewDirectory',
  z.strictObject({
    id: identifier.optional(),
    organization_id: identifier,
    name: z.string().min(1).max(200),
    provider: z.string().min(1).max(64).default('CUSTOM'),
    profile: profileName.default('generic'),
  }),
)

const DirectoryChange = named('DirectoryChange', z.strictObject({ enabled: z.boolean() }))

/** Directories: one for each customer. */
export const directoryOperations: readonly Operation[] = [
  operation({
    id: 'listDirectories',
    method: 'get',
    path: '/directories',
    summary: 'All directories',
    response: listOf('DirectoryList', DirectoryBody),
    run: async (_input, { store }) => ({
      data: (await store.directories.list()).map(presentDirectory),
    }),
  }),
  operation({
    id: 'createDirectory',
    method: 'post',
    path: '/directories',
    summary: 'Makes a directory',
    body: NewDirectory,
    status: 201,
    response: DirectoryBody,
    run: async ({ body }, { store, cache, environmentId }) => {
      const id = body.id ?? `dir_${randomUUID().replaceAll('-', '')}`
      if (await store.directories.get(id))
        throw new ApiError(409, 'A directory has this id already.')
      const { organization_id: organizationId, name, provider, profile } = body
      const directory: Directory = { id, organizationId, name, provider, profile, enabled: true }
      const created = describeDirectory('created', directory, environmentId)
      await store.directories.create(directory, [created])
      cache.remember(directory)
      return presentDirectory(directory)
    },
  }),
  operation({
    id: 'getDirectory',
    method: 'get',
    path: '/directories/{directory_id}',
    summary: 'One directory',
    response: DirectoryBody,
    run: async ({ params }, context) =>
      presentDirectory(await findDirectory(context, params.directory_id)),
  }),
  operation({
    id: 'updateDirectory',
    method: 'patch',
    path: '/directories/{directory_id}',
    summary: 'Opens or closes a directory',
    body: DirectoryChange,
    response: DirectoryBody,
    run: async ({ params, body: { enabled } }, context) => {
      const known = await findDirectory(context, params.directory_id)
      const { store, cache, environmentId } = context
      const directory: Directory = { ...known, enabled }
      const happening = enabled ? 'enabled' : 'disabled'
      const event = describeDirectory(happening, directory, environmentId)
      await store.directories.setEnabled(known.id, enabled, [event])
      cache.remember(directory)
      return presentDirectory(directory)
    },
  }),
  operation({
    id: 'deleteDirectory',
    method: 'delete',
    path: '/directories/{directory_id}',
    summary: 'Takes a directory away: nobody comes in any more, its events are still delivered',
    run: async ({ params }, context) => {
      const known = await findDirectory(context, params.directory_id)
      const { store, cache, environmentId } = context
      const directory: Directory = { ...known, enabled: false }
      const event = describeDirectory('deleted', directory, environmentId)
      await store.directories.remove(known.id, [event])
      cache.forget(known.id)
      return undefined
    },
  }),
]

const presentDirectory = ({
  id,
  organizationId,
  name,
  provider,
  profile,
  enabled,
}: Directory): z.input<typeof DirectoryBody> => ({
  id,
  organization_id: organizationId,
  name,
  provider,
  profile,
  enabled,
  endpoint: `/directory/${id}/scim/v2`,
})
