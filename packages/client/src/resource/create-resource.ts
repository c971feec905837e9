import { type ClientError, isClientError } from '../client-error.ts'
import type { CallOptions, ProjectionOptions } from '../client-options.ts'
import type { Answer } from '../http/call.ts'
import { sleep } from '../http/linked-signal.ts'
import { backoffMs, mayRetry } from '../retry/retry-policy.ts'
import { type Endpoint, readResource } from './endpoint.ts'
import { findExisting } from './find-existing.ts'
import { projection } from './projection.ts'
import { replaceResource } from './replace-resource.ts'

/** What to do when there is one already. */
export interface CreateOptions extends CallOptions, ProjectionOptions {
  /** `adopt` gives the existing one as it is, `replace` gives it the new content; `fail`. */
  readonly ifExists?: 'fail' | 'adopt' | 'replace'
  /** The attributes an existing one is looked up by, in order; userName or displayName, and externalId. */
  readonly match?: readonly string[]
}

/** Creates a resource, or finds the one that exists: the SCIM answer to a create whose answer got lost. */
export const createResource = async (
  endpoint: Endpoint,
  resource: object,
  { ifExists = 'fail', match = endpoint.keys, ...options }: CreateOptions = {},
): Promise<Answer> => {
  const client = endpoint.connection.options
  if (ifExists === 'fail') return post(endpoint, resource, options)
  const deadline = Date.now() + (options.deadlineMs ?? client.deadlineMs ?? 120_000)
  const maxRetries = options.maxRetries ?? client.retry?.maxRetries ?? 3
  for (let attempt = 1; ; attempt += 1) {
    const within = { ...options, deadlineMs: Math.max(1, deadline - Date.now()) }
    const answer = await post(endpoint, resource, within).catch(mayExist)
    if (!isClientError(answer)) return answer
    const sought = { resource: { ...resource }, keys: match }
    const id = await findExisting(endpoint, sought, within)
    if (id !== undefined)
      return ifExists === 'adopt'
        ? readResource(endpoint, id, within)
        : replaceResource(endpoint, { ...resource, id }, within)
    const wait = backoffMs(attempt)
    // Taken, and yet not found: it would be taken for ever.
    if (answer.status === 409 || attempt > maxRetries || Date.now() + wait >= deadline) throw answer
    await sleep(wait, options.signal)
  }
}

const post = (
  { connection, path }: Endpoint,
  body: object,
  options: CallOptions & ProjectionOptions,
): Promise<Answer> => {
  const { idempotencyHeader } = connection.options
  return connection.send({
    method: 'POST',
    path: path + projection(options),
    body,
    idempotent: idempotencyHeader !== undefined,
    options,
    headers: idempotencyHeader ? { [idempotencyHeader]: crypto.randomUUID() } : {},
  })
}

// 409 is enough, many servers leave scimType out; without an answer it may have been created.
const mayExist = (error: unknown): ClientError => {
  const asRead = { method: 'POST', idempotent: true, readOnly: true }
  if (isClientError(error) && (error.status === 409 || mayRetry(error, asRead))) return error
  throw error
}
