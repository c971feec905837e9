import {
  type BulkOperationResult,
  type BulkResponse,
  isScimError,
  ScimError,
  urns,
} from '@scimwright/types'
import type { Exchange } from '../exchange.ts'
import { readBody } from '../read-body.ts'
import { respond } from '../respond.ts'
import { createBulkIds } from './bulk-ids.ts'
import { type BulkJob, readBulkRequest } from './read-bulk-request.ts'
import { runJob } from './run-job.ts'

/**
 * Answers a bulk request: each operation by itself, in order but for those another one refers to (RFC 7644 §3.7).
 *
 * Ids of new resources are promised before anything is stored, so that references may point forward and in circles.
 */
export const bulk = async (exchange: Exchange): Promise<Response> => {
  const body = await readBody(exchange.request, exchange.limits)
  const { jobs, failOnErrors } = readBulkRequest(body, exchange)
  const ids = createBulkIds(jobs)
  const results = new Map<BulkJob, BulkOperationResult>()
  let failures = 0

  const run = async (job: BulkJob): Promise<void> => {
    if (results.has(job) || ids.isRunning(job) || failures >= failOnErrors) return
    ids.begin(job)
    for (const needed of ids.neededBy(job)) await run(needed)
    if (failures >= failOnErrors) return
    const result = await attempt(exchange, job, ids)
    results.set(job, result)
    if (result.response) failures += 1
    ids.end(job, result.response === undefined)
  }

  for (const job of jobs) await run(job)
  const answer: BulkResponse = {
    schemas: [urns.BulkResponse],
    Operations: jobs.flatMap((job) => results.get(job) ?? []),
  }
  return respond(200, answer)
}

const attempt = async (
  exchange: Exchange,
  job: BulkJob,
  ids: ReturnType<typeof createBulkIds>,
): Promise<BulkOperationResult> => {
  const { method, bulkId } = job
  const named = { method, ...(bulkId !== undefined && { bulkId }) }
  try {
    return { ...named, ...(await runJob(exchange, job, ids)) }
  } catch (error) {
    const fault = isScimError(error)
      ? error
      : new ScimError({ status: 500, detail: 'The server failed on this operation.', cause: error })
    return { ...named, status: String(fault.status), response: fault.toJSON() }
  }
}
