import { ScimError } from '@scimwright/types'
import { invalidText } from './storable.ts'

const codeOf = (error: unknown): string => String((error as { code?: unknown })?.code ?? '')

const UNREACHABLE = new Set([
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
  'ENOENT',
  // The server stops, has crashed, starts, has become a standby, or has no connection left.
  ...['57P01', '57P02', '57P03', '25006', '53300'],
])

// What the driver says without a code.
const BROKEN = /^(?:Connection terminated|Client (?:has encountered|was closed)|timeout e)/

/** Whether an error says that the connection is gone, or was never made. */
export const isLost = (error: unknown): boolean => {
  const code = codeOf(error)
  if (UNREACHABLE.has(code) || code.startsWith('08')) return true
  return code === '' && error instanceof Error && BROKEN.test(error.message)
}

/** Whether a transaction may go through when it is tried again as it is. */
export const isRepeatable = (error: unknown): boolean => ['40001', '40P01'].includes(codeOf(error))

/** Whether a statement was ended because it took too long. */
export const isCancelled = (error: unknown): boolean => codeOf(error) === '57014'

/** What the database refused, as a client may be told: 503, 507, 409 or 400; other errors as they are. */
export const postgresError = (error: unknown): unknown => {
  const code = codeOf(error)
  if (isLost(error))
    return unavailable('The database cannot be reached just now. Send the request again.', error)
  if (isRepeatable(error) || isCancelled(error) || code === '55P03')
    return unavailable('The database is busy. Send the request again in a few seconds.', error)
  if (code === '53100')
    return new ScimError({
      status: 507,
      detail:
        'The disk is full and nothing of this write was stored. Send it again when there is room.',
      cause: error,
    })
  if (code === '22021' || code === '22P05' || code === '54000') return invalidText(error)
  if (code === '23505')
    return new ScimError({
      scimType: 'uniqueness',
      detail: 'Another resource has a value that must be unique (RFC 7643 §2.2).',
      section: 'RFC7643 2.2',
      cause: error,
    })
  return error
}

/** 503: the write may have been committed, for its answer was lost. */
export const unknownOutcome = (cause: unknown): ScimError =>
  unavailable(
    'The database was lost while it committed: the write may or may not be stored. Read the resource before sending it again.',
    cause,
  )

const unavailable = (detail: string, cause: unknown): ScimError =>
  new ScimError({ status: 503, detail, cause })
