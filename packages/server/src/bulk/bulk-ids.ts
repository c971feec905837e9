import { ScimError } from '@scimwright/types'
import type { BulkJob } from './read-bulk-request.ts'

const PREFIX = 'bulkId:'

/** The ids that operations of a bulk request promise each other (RFC 7644 §3.7.2). */
export type BulkIds = ReturnType<typeof createBulkIds>

/** Promises an id for each resource that is to be created. */
export const createBulkIds = (jobs: readonly BulkJob[]) => {
  const makers = new Map<string, BulkJob>()
  const promised = new Map<string, string>()
  for (const job of jobs) {
    if (job.method !== 'POST' || job.bulkId === undefined) continue
    makers.set(job.bulkId, job)
    promised.set(job.bulkId, crypto.randomUUID())
  }
  const running = new Set<BulkJob>()
  const failed = new Set<BulkJob>()

  /** The id a reference stands for; other text is itself. */
  const resolve = (text: string): string => {
    if (!text.startsWith(PREFIX)) return text
    // The whole rest is the name: `bulkId:1` is no part of `bulkId:10`.
    const bulkId = text.slice(PREFIX.length)
    const maker = makers.get(bulkId)
    const id = promised.get(bulkId)
    if (maker && id !== undefined && !failed.has(maker)) return id
    throw new ScimError({
      status: 409,
      scimType: 'invalidValue',
      detail: `A bulkId refers to a resource that ${maker ? 'could not be created' : 'no operation creates'} (RFC 7644 §3.7.2).`,
      section: 'RFC7644 3.7.2',
    })
  }

  const resolveAll = (value: unknown): unknown => {
    if (typeof value === 'string') return resolve(value)
    if (Array.isArray(value)) return value.map(resolveAll)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, resolveAll(part)]))
  }

  return {
    idOf: (job: BulkJob): string | undefined => promised.get(job.bulkId ?? ''),
    resolve,
    resolveAll,
    /** The operations that make what this one refers to. */
    neededBy: ({ id = '', data }: BulkJob): BulkJob[] =>
      [...new Set([id, ...textsIn(data)])].flatMap((text) =>
        text.startsWith(PREFIX) ? (makers.get(text.slice(PREFIX.length)) ?? []) : [],
      ),
    isRunning: (job: BulkJob): boolean => running.has(job),
    begin: (job: BulkJob): void => void running.add(job),
    end: (job: BulkJob, succeeded: boolean): void => {
      running.delete(job)
      if (!succeeded) failed.add(job)
    },
  }
}

const textsIn = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
