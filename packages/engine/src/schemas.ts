import type { AttributeTable } from './attribute.ts'
import { isObject } from './attribute-values.ts'
import type { Profile } from './profile.ts'
import { invalidValue } from './read-primitive.ts'
import type { Report } from './read-value.ts'

/** The `schemas` of a resource: its base schema and the extensions it has values of (RFC 7643 §3). */
export const schemasOf = (
  resource: Readonly<Record<string, unknown>>,
  { resourceType, extensions }: AttributeTable,
): string[] => {
  const schemas = [resourceType.schema.id]
  for (const { urn } of extensions.values()) if (isObject(resource[urn])) schemas.push(urn)
  return schemas
}

/** Whether a resource type has a schema, by its URN in any letter case. */
export const isKnownSchema = (
  urn: string,
  { resourceType, extensions }: AttributeTable,
): boolean => {
  const folded = urn.toLowerCase()
  return folded === resourceType.schema.id.toLowerCase() || extensions.has(folded)
}

/**
 * Checks the `schemas` of a body: the base schema, and none the resource type lacks (RFC 7643 §3).
 *
 * @throws ScimError 400 invalidValue, unless the profile tolerates it.
 */
export const readSchemas = (
  body: Readonly<Record<string, unknown>>,
  table: AttributeTable,
  { profile, report }: { profile: Profile | undefined; report: Report },
): void => {
  const key = Object.keys(body).find((name) => name.toLowerCase() === 'schemas')
  const rule = brokenRule(key === undefined ? undefined : body[key], table)
  if (rule === undefined) return
  if (!profile?.tolerates.has('schemas')) throw invalidValue('schemas', rule)
  report({ name: 'schemas', path: 'schemas', detail: `${rule}; passed over` })
}

const brokenRule = (schemas: unknown, table: AttributeTable): string | undefined => {
  const base = table.resourceType.schema.id
  if (!Array.isArray(schemas) || schemas.length === 0)
    return `must be a list of URNs with ${base} in it (RFC 7643 §3)`
  const texts = schemas.filter((schema) => typeof schema === 'string')
  if (texts.length < schemas.length) return 'must hold strings only (RFC 7643 §3)'
  if (!texts.some((text) => text.toLowerCase() === base.toLowerCase()))
    return `must have ${base} in it (RFC 7643 §3)`
  const folded = new Set(texts.map((text) => text.toLowerCase()))
  if (folded.size < texts.length) return 'must not name a schema twice (RFC 7643 §3)'
  return texts.every((text) => isKnownSchema(text, table))
    ? undefined
    : `names a schema that ${table.resourceType.name} does not have; see /ResourceTypes (RFC 7643 §3)`
}
