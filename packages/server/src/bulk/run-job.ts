import type { BulkOperationResult } from '@scimwright/types'
import { storeNew } from '../create-resource.ts'
import { removeStored } from '../delete-resource.ts'
import type { Exchange } from '../exchange.ts'
import { storePatched } from '../patch-resource.ts'
import { locationOf } from '../present-resource.ts'
import { storeReplacement } from '../replace-resource.ts'
import type { StoredResource } from '../store.ts'
import type { BulkIds } from './bulk-ids.ts'
import type { BulkJob } from './read-bulk-request.ts'

/** What one operation came to, when it succeeded. */
export type JobResult = Pick<BulkOperationResult, 'location' | 'version' | 'status'>

/**
 * Carries one operation out, its references resolved (RFC 7644 §3.7).
 *
 * @throws ScimError as the same request by itself would.
 */
export const runJob = async (
  exchange: Exchange,
  job: BulkJob,
  ids: BulkIds,
): Promise<JobResult> => {
  const { method, resourceType, version } = job
  const data = ids.resolveAll(job.data)
  const own: Exchange = { ...exchange, ifMatch: version ?? null }
  const done = (resource: StoredResource, status: string): JobResult => ({
    location: locationOf(exchange, resourceType, resource.id),
    version: resource.meta.version,
    status,
  })
  if (method === 'POST') return done(await storeNew(own, resourceType, data, ids.idOf(job)), '201')
  const id = ids.resolve(job.id ?? '')
  if (method === 'PUT') return done(await storeReplacement(own, resourceType, id, data), '200')
  if (method === 'PATCH') return done(await storePatched(own, resourceType, id, data), '200')
  await removeStored(own, resourceType, id)
  return { location: locationOf(exchange, resourceType, id), status: '204' }
}
