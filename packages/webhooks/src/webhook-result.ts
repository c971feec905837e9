import type { DirectoryEvent } from './directory-event.ts'

/** Why a delivery was refused; the codes are stable. */
export type RejectReason =
  | 'missing_header'
  | 'ambiguous_header'
  | 'invalid_id'
  | 'invalid_timestamp'
  | 'timestamp_too_old'
  | 'timestamp_too_new'
  | 'payload_too_large'
  | 'too_many_signatures'
  | 'no_supported_signature'
  | 'signature_mismatch'

/** Which secret of yours and which signature of the header belong together. */
export interface Matched {
  readonly secretIndex: number
  readonly signatureIndex: number
  readonly scheme: 'v1' | 'v1a'
}

/** A delivery that is what it says it is. */
export interface Accepted<E = DirectoryEvent> {
  readonly ok: true
  /** The body, parsed when it is first read; reading it throws SyntaxError when the body is not JSON. */
  readonly event: E
  /** The `webhook-id`: the same for every attempt. */
  readonly id: string
  /** Unix seconds of the attempt. */
  readonly timestamp: number
  readonly matched: Matched
}

/** A delivery that was refused. */
export interface Rejected {
  readonly ok: false
  readonly reason: RejectReason
  /** The HTTP status to answer with. */
  readonly status: number
  /** What is wrong and what to do; holds no secret and nothing of the body. */
  readonly message: string
}

/** The outcome of a verification. */
export type VerifyResult<E = DirectoryEvent> = Accepted<E> | Rejected

const MESSAGES: Record<RejectReason, string> = {
  missing_header: 'The webhook-id, webhook-timestamp and webhook-signature headers must be there.',
  ambiguous_header: 'A webhook header stands there twice with different values.',
  invalid_id: 'webhook-id must be 1 to 256 printable ASCII characters without a dot.',
  invalid_timestamp: 'webhook-timestamp must be whole Unix seconds.',
  timestamp_too_old: 'The delivery is too old. Is the clock right, and was it verified on arrival?',
  timestamp_too_new: 'The delivery is from the future. Is the clock right, and is it in seconds?',
  payload_too_large: 'The body is larger than the limit.',
  too_many_signatures: 'The webhook-signature header holds too many signatures.',
  no_supported_signature:
    'No signature in the header is of a scheme the configured secrets are for.',
  signature_mismatch:
    'No signature matches. Is it the secret of this endpoint, and is the body the raw bytes as they came?',
}

/** The result of a refusal. */
export const rejected = (reason: RejectReason): Rejected => ({
  ok: false,
  reason,
  status: reason === 'payload_too_large' ? 413 : 401,
  message: MESSAGES[reason],
})
