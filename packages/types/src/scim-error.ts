import { urns } from './urns.ts'

/** The detail error keywords of RFC 7644 §3.12 table 9 and RFC 9865 §2.1. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidVers'
  | 'sensitive'
  | 'invalidCursor'
  | 'expiredCursor'
  | 'invalidCount'

/** An error as it travels: the body of RFC 7644 §3.12. */
export interface ErrorResponse {
  schemas: [typeof urns.Error]
  /** The HTTP status code, as a string. */
  status: string
  scimType?: ScimType
  detail?: string
}

/** What a `ScimError` is made of; `status` follows from `scimType` when it is left out. */
export interface ScimErrorInit {
  status?: number
  scimType?: ScimType
  /** What is wrong, where, the rule, and what to do; goes to the client. */
  detail: string
  /** The section of the rule, such as `RFC7644 3.5.2.2`; for diagnostics, not sent. */
  section?: string
  cause?: unknown
}

const BRAND = Symbol.for('scimwright.ScimError')

const statusOf = (scimType: ScimType | undefined): number => {
  if (scimType === undefined) return 400
  if (scimType === 'uniqueness') return 409
  return scimType === 'sensitive' ? 403 : 400
}

/**
 * A SCIM protocol error; `JSON.stringify` prints the RFC 7644 §3.12 body.
 *
 * @example
 * throw new ScimError({ scimType: 'invalidValue', detail: 'userName: is required (RFC 7643 §4.1.1)' })
 */
export class ScimError extends Error {
  override readonly name = 'ScimError'
  readonly [BRAND] = true
  /** HTTP status code. */
  readonly status: number
  readonly scimType: ScimType | undefined
  readonly detail: string
  readonly section: string | undefined

  constructor({ status, scimType, detail, section, cause }: ScimErrorInit) {
    super(detail, cause === undefined ? undefined : { cause })
    this.status = status ?? statusOf(scimType)
    this.scimType = scimType
    this.detail = detail
    this.section = section
  }

  toJSON(): ErrorResponse {
    return {
      schemas: [urns.Error],
      status: String(this.status),
      ...(this.scimType && { scimType: this.scimType }),
      detail: this.detail,
    }
  }
}

/** Whether a value is a `ScimError`, also one of another copy of this package. */
export const isScimError = (value: unknown): value is ScimError =>
  typeof value === 'object' && value !== null && BRAND in value
