import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { hashToken } from '../../hash-token.ts'
import { named } from '../api-schemas.ts'
import { type Operation, operation } from '../operation.ts'
import { findDirectory } from './find.ts'

const NewSecret = named(
  'NewSecret',
  z.object({
    directory_id: z.string(),
    plain_secret: z.string().describe('The bearer token; it is shown this once'),
  }),
)

/** Bearer tokens of a directory's identity provider. */
export const secretOperations: readonly Operation[] = [
  operation({
    id: 'createSecret',
    method: 'post',
    path: '/directories/{directory_id}/secrets',
    summary: 'Makes a bearer token, shown once and stored as its hash',
    status: 201,
    response: NewSecret,
    run: async ({ params }, context) => {
      const { id } = await findDirectory(context, params.directory_id)
      const secret = randomBytes(32).toString('base64url')
      await context.store.directories.addToken(id, hashToken(secret))
      return { directory_id: id, plain_secret: secret }
    },
  }),
]
