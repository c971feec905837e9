/** What a request may cost. */
export interface Limits {
  /** Bytes of a body; 1 MiB. */
  readonly maxBodySize: number
  /** Nesting of JSON; 32. */
  readonly maxJsonDepth: number
  /** Resources in a page when the client does not say; 100. */
  readonly defaultPageSize: number
  /** The most resources in a page; 1,000. */
  readonly maxPageSize: number
  /** Requests a second of one directory, ten seconds' worth at once; 25 or more, no limit when left out. */
  readonly requestsPerSecond: number
  /** Seconds a cursor is good for; 3,600. */
  readonly cursorTimeout: number
  /** Operations of one PATCH or bulk request; 1,000 and 100. */
  readonly maxPatchOperations: number
  readonly maxBulkOperations: number
  /** A PATCH of a group with more members answers 204 unless attributes are asked for; 1,000. */
  readonly maxMembersReturned: number
}

/** The limits a server has unless it is told otherwise. */
export const defaultLimits: Limits = {
  maxBodySize: 1024 * 1024,
  maxJsonDepth: 32,
  defaultPageSize: 100,
  maxPageSize: 1000,
  requestsPerSecond: Number.POSITIVE_INFINITY,
  cursorTimeout: 3600,
  maxPatchOperations: 1000,
  maxBulkOperations: 100,
  maxMembersReturned: 1000,
}
