import * as z from 'zod'
import type { AttributeDefinition } from '../attribute-definition.ts'

const dateTime = z
  .string()
  .regex(
    /^-?\d{4,}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]|24):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-](0\d|1[0-4]):[0-5]\d)?$/,
    'must be an xsd:dateTime such as 2026-11-26T16:36:33Z (RFC 7643 §2.3.5)',
  )

const binary = z.string().regex(/^[A-Za-z0-9+/_-]*={0,2}$/, 'must be base64 (RFC 7643 §2.3.6)')

/** The validator of one simple value (RFC 7643 §2.3). */
export const primitiveValidator = (definition: AttributeDefinition): z.ZodType => {
  switch (definition.type) {
    case 'boolean':
      return z.boolean()
    case 'integer':
      return z.int()
    case 'decimal':
      return z.number()
    case 'dateTime':
      return dateTime
    case 'binary':
      return binary
    case 'complex':
      return z.record(z.string(), z.unknown())
    default:
      return definition.closed && definition.canonicalValues
        ? z.enum(definition.canonicalValues as [string, ...string[]])
        : z.string()
  }
}
