import type { BulkOperation } from '@scimwright/types'

/** What one bulk request may hold. */
export interface BulkLimits {
  readonly maxOperations: number
  /** Bytes. */
  readonly maxPayloadSize: number
}

// The braces, commas and schemas around the operations.
const ENVELOPE_BYTES = 200

/** Bulk operations in portions that the server accepts; an operation that is too big stands alone. */
export const splitBulk = (
  operations: readonly BulkOperation[],
  { maxOperations, maxPayloadSize }: BulkLimits,
): BulkOperation[][] => {
  const encoder = new TextEncoder()
  const portions: BulkOperation[][] = []
  let bytes = 0
  for (const operation of operations) {
    const own = encoder.encode(JSON.stringify(operation)).length + 1
    const portion = portions.at(-1)
    const fits = bytes + own + ENVELOPE_BYTES <= maxPayloadSize
    if (portion && fits && portion.length < maxOperations) {
      portion.push(operation)
      bytes += own
    } else {
      portions.push([operation])
      bytes = own
    }
  }
  return portions
}
