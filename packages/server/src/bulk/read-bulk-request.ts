import { type BulkOperation, type ResourceTypeDefinition, ScimError, urns } from '@scimwright/types'
import type { Exchange } from '../exchange.ts'

/** One operation of a bulk request, its path read. */
export interface BulkJob {
  readonly method: BulkOperation['method']
  readonly resourceType: ResourceTypeDefinition
  /** Undefined for POST; `bulkId:…` refers to a resource another operation makes. */
  readonly id: string | undefined
  readonly bulkId: string | undefined
  readonly version: string | undefined
  readonly data: unknown
}

/**
 * The operations of a bulk request (RFC 7644 §3.7).
 *
 * @throws ScimError 413 when there are too many, 400 invalidSyntax or invalidPath.
 */
export const readBulkRequest = (
  body: unknown,
  { resourceTypes, limits }: Exchange,
): { jobs: readonly BulkJob[]; failOnErrors: number } => {
  const { schemas, Operations, failOnErrors } = objectOf(body, 'the body')
  if (!Array.isArray(schemas) || !schemas.includes(urns.BulkRequest))
    throw invalid('schemas', `must have ${urns.BulkRequest} in it`)
  if (!Array.isArray(Operations) || Operations.length === 0)
    throw invalid('Operations', 'must be an array with one operation at least')
  if (Operations.length > limits.maxBulkOperations)
    throw new ScimError({
      status: 413,
      detail: `Operations: ${Operations.length} are more than maxOperations, ${limits.maxBulkOperations}; send several requests (RFC 7644 §3.7.4).`,
      section: 'RFC7644 3.7.4',
    })
  if (
    failOnErrors !== undefined &&
    !(Number.isSafeInteger(failOnErrors) && Number(failOnErrors) > 0)
  )
    throw invalid('failOnErrors', 'must be a whole number above 0')
  const jobs = Operations.map((operation, index) => readJob(operation, index, resourceTypes))
  checkBulkIds(jobs)
  return { jobs, failOnErrors: Number(failOnErrors ?? Number.POSITIVE_INFINITY) }
}

const METHODS = ['POST', 'PUT', 'PATCH', 'DELETE'] as const

const readJob = (
  operation: unknown,
  index: number,
  resourceTypes: readonly ResourceTypeDefinition[],
): BulkJob => {
  const place = `Operations[${index}]`
  const { method, path, bulkId, version, data } = objectOf(operation, place)
  const known = METHODS.find((each) => typeof method === 'string' && each === method.toUpperCase())
  if (!known) throw invalid(`${place}.method`, `must be one of ${METHODS.join(', ')}`)
  const { resourceType, id } = readPath(path, `${place}.path`, resourceTypes)
  if ((known === 'POST') !== (id === undefined))
    throw invalid(`${place}.path`, 'must be an endpoint for POST, and a resource for the others')
  if (known === 'POST' && (typeof bulkId !== 'string' || bulkId === ''))
    throw invalid(`${place}.bulkId`, 'must be there for POST')
  return {
    method: known,
    resourceType,
    id,
    bulkId: typeof bulkId === 'string' ? bulkId : undefined,
    version: typeof version === 'string' ? version : undefined,
    data,
  }
}

const readPath = (
  path: unknown,
  place: string,
  resourceTypes: readonly ResourceTypeDefinition[],
) => {
  const [empty, name, id, more] = typeof path === 'string' ? path.split('/') : []
  const resourceType = resourceTypes.find(({ endpoint }) => endpoint === `/${name}`)
  if (empty !== '' || !resourceType || id === '' || more !== undefined)
    throw invalid(place, 'must be an endpoint such as /Users or a resource such as /Users/{id}')
  return { resourceType, id: id === undefined ? undefined : decodeURIComponent(id) }
}

const checkBulkIds = (jobs: readonly BulkJob[]): void => {
  const seen = new Set<string>()
  for (const { method, bulkId } of jobs) {
    if (method !== 'POST' || bulkId === undefined) continue
    if (seen.has(bulkId)) throw invalid('bulkId', 'must be different in every operation')
    seen.add(bulkId)
  }
}

const objectOf = (value: unknown, place: string): Record<string, unknown> => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>
  throw invalid(place, 'must be a JSON object')
}

const invalid = (place: string, rule: string): ScimError =>
  new ScimError({
    scimType: 'invalidSyntax',
    detail: `Bulk, ${place}: ${rule} (RFC 7644 §3.7).`,
    section: 'RFC7644 3.7',
  })
