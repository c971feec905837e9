import { type ClientError, isClientError } from '../client-error.ts'
import type { WriteOptions } from '../client-options.ts'
import type { Answer } from '../http/call.ts'
import { atVersion } from './at-version.ts'
import { type Endpoint, readResource, resourcePath } from './endpoint.ts'

/** Deletes a resource; one that is gone after a lost answer has been deleted. */
export const deleteResource = async (
  endpoint: Endpoint,
  id: string,
  options: WriteOptions | undefined,
): Promise<Answer> => {
  const send = (version: string | undefined) =>
    endpoint.connection.send({
      method: 'DELETE',
      path: resourcePath(endpoint, id),
      idempotent: true,
      headers: version === undefined ? {} : { 'if-match': version },
      options,
    })
  const read = () => readResource(endpoint, id, options)
  try {
    if (options?.ifMatch !== 'auto') return await send(options?.ifMatch)
    return await atVersion({ read, write: (_, version) => send(version), repeatable: () => true })
  } catch (error) {
    if (!isGone(error) || error.attempts === 1) throw error
    const answer = await read().catch((reason: unknown) => reason)
    if (!isGone(answer)) throw error
    return { response: new Response(null, { status: 204 }), data: undefined, text: '' }
  }
}

const isGone = (error: unknown): error is ClientError =>
  isClientError(error, 'http') && error.status === 404
