import type { AttributeDefinitions } from './attribute-definition.ts'

/** A SCIM schema as data (RFC 7643 §7). */
export interface SchemaDefinition {
  readonly id: string
  readonly name?: string
  readonly description?: string
  readonly attributes: AttributeDefinitions
}

/**
 * Declares a schema; the value is returned as it is, with its literal types, for `Infer` to read (RFC 7643 §7).
 *
 * @example
 * const Badge = defineSchema({
 *   id: 'urn:example:params:scim:schemas:extension:badge:2.0:User',
 *   attributes: { badgeNumber: { required: true, uniqueness: 'server' }, floor: { type: 'integer' } },
 * })
 * type Badge = Infer<typeof Badge> // { badgeNumber: string; floor?: number }
 */
// The annotation lets bundlers drop the definitions nobody imports.
/* @__NO_SIDE_EFFECTS__ */
export function defineSchema<const S extends SchemaDefinition>(schema: S): S {
  return schema
}
