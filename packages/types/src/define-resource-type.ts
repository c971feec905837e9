import type { SchemaDefinition } from './define-schema.ts'

/** An extension of a resource type and whether every resource must carry it (RFC 7643 §6). */
export interface SchemaExtension {
  readonly schema: SchemaDefinition
  readonly required: boolean
}

/** A resource type: a base schema, its extensions and the endpoint it is served from (RFC 7643 §6). */
export interface ResourceTypeDefinition {
  readonly name: string
  /** Path below the base URL, with its leading slash: `/Users`. */
  readonly endpoint: string
  readonly description?: string
  readonly schema: SchemaDefinition
  readonly schemaExtensions?: readonly SchemaExtension[]
}

/**
 * Declares a resource type; the value is returned as it is, with its literal types, for `Infer` to read (RFC 7643 §6).
 *
 * @example
 * const Employee = defineResourceType({
 *   name: 'User',
 *   endpoint: '/Users',
 *   schema: User,
 *   schemaExtensions: [{ schema: EnterpriseUser, required: false }, { schema: Badge, required: true }],
 * })
 */
/* @__NO_SIDE_EFFECTS__ */
export function defineResourceType<const R extends ResourceTypeDefinition>(resourceType: R): R {
  return resourceType
}
