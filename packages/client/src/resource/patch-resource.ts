import { type PatchOperation, urns } from '@scimwright/types'
import { ClientError } from '../client-error.ts'
import type { ProjectionOptions, WriteOptions } from '../client-options.ts'
import type { Target } from '../discovery/targets.ts'
import type { Answer } from '../http/call.ts'
import { atVersion } from './at-version.ts'
import { type Endpoint, readResource, resourcePath } from './endpoint.ts'
import { withoutProjection } from './projection.ts'

/** A PATCH that is still to be made for what was read. */
export interface PatchRequest {
  readonly id: string
  /** `current` is there when the version had to be read. */
  readonly operationsFor: (current: unknown) => readonly PatchOperation[]
}

/** Changes a resource (RFC 7644 §3.5.2). */
export const patchResource = async (
  endpoint: Endpoint,
  { id, operationsFor }: PatchRequest,
  options: (WriteOptions & ProjectionOptions) | undefined,
): Promise<Answer> => {
  const { connection } = endpoint
  if (connection.discovery.known().patch.supported === 'no')
    throw new ClientError({
      code: 'unsupported',
      message: `[PATCH] ${endpoint.path}: the server has no PATCH; use replace.`,
    })
  let repeatable = false
  const send = (operations: readonly PatchOperation[], version: string | undefined) => {
    repeatable = operations.every(isIdempotent)
    return connection.send({
      method: 'PATCH',
      path: resourcePath(endpoint, id, options),
      body: { schemas: [urns.PatchOp], Operations: dialect(operations, connection.target) },
      idempotent: version !== undefined || repeatable,
      headers: version === undefined ? {} : { 'if-match': version },
      options,
    })
  }
  const ifMatch = options?.ifMatch
  if (ifMatch !== 'auto') return send(operationsFor(undefined), ifMatch)
  return atVersion({
    read: () => readResource(endpoint, id, withoutProjection(options)),
    write: (current, version) => send(operationsFor(current.data), version),
    repeatable: () => repeatable,
  })
}

// Adding may append twice, unless what is added is told apart by its value.
const isIdempotent = ({ op, path = '' }: PatchOperation): boolean =>
  op !== 'add' || path === 'members' || /\]\.\w+$/.test(path)

const dialect = (
  operations: readonly PatchOperation[],
  { operations: style }: Target,
): readonly object[] =>
  style === 'capitalised'
    ? operations.map((each) => ({
        ...each,
        op: each.op.charAt(0).toUpperCase() + each.op.slice(1),
      }))
    : operations
