import { randomBytes } from 'node:crypto'
import type { DirectoryToken } from '@scimwright/store'
import * as z from 'zod'
import { hashToken } from '../../hash-token.ts'
import { ApiError } from '../api-error.ts'
import { listOf, named, timestamp } from '../api-schemas.ts'
import { type Operation, operation } from '../operation.ts'
import { findDirectory } from './find.ts'

const SecretBody = named(
  'Secret',
  z.object({
    id: z.string(),
    directory_id: z.string(),
    created_at: timestamp,
    expires_at: timestamp.optional(),
    last_used_at: timestamp.optional().describe('To the minute'),
  }),
)

const NewSecret = named(
  'NewSecret',
  z.strictObject({ expires_at: timestamp.optional().describe('For ever when left out') }),
)

const SecretWithToken = named(
  'SecretWithToken',
  SecretBody.extend({
    plain_secret: z.string().describe('The bearer token; it is shown this once'),
  }),
)

// One to replace the other with.
const MAX_LIVE = 2

/** Bearer tokens of a directory's identity provider. */
export const secretOperations: readonly Operation[] = [
  operation({
    id: 'listSecrets',
    method: 'get',
    path: '/directories/{directory_id}/secrets',
    summary: 'The bearer tokens of a directory, without the tokens themselves',
    response: listOf('SecretList', SecretBody),
    run: async ({ params }, context) => {
      const { id } = await findDirectory(context, params.directory_id)
      const tokens = await context.store.directories.listTokens(id)
      return { data: tokens.map((token) => presentSecret(id, token)) }
    },
  }),
  operation({
    id: 'createSecret',
    method: 'post',
    path: '/directories/{directory_id}/secrets',
    summary: 'Makes a bearer token, shown once and stored as its hash; two may be live',
    body: NewSecret,
    status: 201,
    response: SecretWithToken,
    run: async ({ params, body }, context) => {
      const { id } = await findDirectory(context, params.directory_id)
      const { directories } = context.store
      const live = (await directories.listTokens(id)).filter(
        ({ expiresAt = Number.POSITIVE_INFINITY }) => expiresAt > Date.now(),
      )
      if (live.length >= MAX_LIVE)
        throw new ApiError(409, `The directory has ${MAX_LIVE} live secrets; delete one first.`)
      const secret = randomBytes(32).toString('base64url')
      const expiresAt = body.expires_at === undefined ? undefined : Date.parse(body.expires_at)
      const options = { ...(expiresAt !== undefined && { expiresAt }) }
      const made = await directories.addToken(id, hashToken(secret), options)
      return { ...presentSecret(id, made), plain_secret: secret }
    },
  }),
  operation({
    id: 'deleteSecret',
    method: 'delete',
    path: '/directories/{directory_id}/secrets/{secret_id}',
    summary: 'Revokes a bearer token',
    run: async ({ params }, { store, cache }) => {
      const { directory_id: directoryId, secret_id: id } = params
      if (!(await store.directories.removeToken(directoryId, id)))
        throw new ApiError(404, 'There is no secret with this id.')
      cache.forget(directoryId)
      return undefined
    },
  }),
]

const presentSecret = (
  directoryId: string,
  { id, createdAt, expiresAt, lastUsedAt }: DirectoryToken,
): z.input<typeof SecretBody> => ({
  id,
  directory_id: directoryId,
  created_at: createdAt,
  ...(expiresAt !== undefined && { expires_at: new Date(expiresAt).toISOString() }),
  ...(lastUsedAt !== undefined && { last_used_at: new Date(lastUsedAt).toISOString() }),
})
