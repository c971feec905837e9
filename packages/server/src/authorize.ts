import { type ResourceTypeDefinition, ScimError } from '@scimwright/types'
import type { Principal } from './exchange.ts'
import type { WriteOperation } from './hooks.ts'

/** What a client asks for; `list` is a query of any kind, `discover` reads what the server can do. */
export type Operation = WriteOperation | 'read' | 'list' | 'discover'

/** What it asks for it on. */
export interface Target {
  /** Undefined for `discover`. */
  readonly resourceType?: ResourceTypeDefinition
  /** Undefined for `list`, `create` and `discover`. */
  readonly id?: string
  readonly request: Request
}

/** Whether a principal may do something; false is answered with 403. */
export type Authorize<P extends Principal = Principal> = (
  principal: P,
  operation: Operation,
  target: Target,
) => boolean | Promise<boolean>

/**
 * Asks the application whether an operation is allowed; each operation of a bulk request by itself (RFC 7644 §2).
 *
 * @throws ScimError 403.
 */
export const requireAllowed = (
  { authorize, principal, request }: Requester,
  operation: Operation,
  target: Omit<Target, 'request'> = {},
): Promise<void> | undefined =>
  authorize && refuseUnless(authorize(principal, operation, { ...target, request }), operation)

const refuseUnless = async (
  allowed: boolean | Promise<boolean>,
  operation: Operation,
): Promise<void> => {
  if (await allowed) return
  throw new ScimError({
    status: 403,
    detail: `This client may not ${operation} here (RFC 7644 §2).`,
    section: 'RFC7644 2',
  })
}

interface Requester {
  readonly principal: Principal
  readonly request: Request
  readonly authorize: Authorize | undefined
}
