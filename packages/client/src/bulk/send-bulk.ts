import {
  type BulkOperation,
  type BulkOperationResult,
  type BulkResponse,
  urns,
} from '@scimwright/types'
import { ClientError } from '../client-error.ts'
import type { CallOptions } from '../client-options.ts'
import type { Connection } from '../connection.ts'
import { splitBulk } from './split-bulk.ts'

/** Many writes at once (RFC 7644 §3.7). */
export interface BulkParameters {
  readonly operations: readonly BulkOperation[]
  /** Stop after so many errors. */
  readonly failOnErrors?: number
}

/**
 * Sends operations in as many requests as the server's limits ask for, in order; a `bulkId` may refer to an earlier request.
 *
 * @throws ClientError unsupported, when the server has no bulk.
 */
export const sendBulk = async (
  { send, discovery }: Connection,
  { operations, failOnErrors }: BulkParameters,
  options: CallOptions | undefined,
): Promise<BulkOperationResult[]> => {
  const { bulk, limits } = await discovery.read(options)
  if (bulk.supported === 'no')
    throw new ClientError({ code: 'unsupported', message: '[POST] /Bulk: the server has no bulk.' })
  const portions = splitBulk(operations, {
    maxOperations: limits.maxOperations ?? 100,
    maxPayloadSize: limits.maxPayloadSize ?? 1_000_000,
  })
  const results: BulkOperationResult[] = []
  const ids = new Map<string, string>()
  let errors = 0
  for (const portion of portions) {
    const { data } = await send({
      method: 'POST',
      path: '/Bulk',
      // Some of it may have been done: it is not for the client to do it again.
      idempotent: false,
      body: {
        schemas: [urns.BulkRequest],
        ...(failOnErrors !== undefined && { failOnErrors: failOnErrors - errors }),
        Operations: portion.map((operation) => resolve(operation, ids)),
      },
      options,
    })
    const { Operations = [] } = (data ?? {}) as Partial<BulkResponse>
    for (const result of Operations) {
      results.push(result)
      const id = result.location?.split('/').at(-1)
      if (result.bulkId !== undefined && id) ids.set(result.bulkId, decodeURIComponent(id))
      if (Number(result.status) >= 400) errors += 1
    }
    if (failOnErrors !== undefined && errors >= failOnErrors) break
  }
  return results
}

const resolve = (operation: BulkOperation, ids: ReadonlyMap<string, string>): BulkOperation => {
  if (ids.size === 0) return operation
  const text = JSON.stringify(operation)
  if (!text.includes('bulkId:')) return operation
  return JSON.parse(text, (key, value) =>
    typeof value === 'string' && key !== 'bulkId'
      ? value.replace(/bulkId:([^\s/"\]]+)/g, (whole, bulkId: string) => ids.get(bulkId) ?? whole)
      : value,
  )
}
