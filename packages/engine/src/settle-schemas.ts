import type { State } from './apply-operation.ts'
import { isObject } from './attribute-values.ts'
import { patchError } from './patch-error.ts'
import { type PatchContext, tolerates } from './patch-operation.ts'
import { isKnownSchema, schemasOf } from './schemas.ts'

/**
 * A resource after an operation with its `schemas` and extensions in step: an extension whose URN was taken out of
 * `schemas` loses its values, one that got or lost its values is listed or not (RFC 7644 §3.5.2).
 *
 * @throws ScimError 400 mutability for the base schema or a required extension, invalidValue for a URN nobody knows.
 */
export const settleSchemas = (before: State, after: State, context: PatchContext): State => {
  if (after === before) return before
  const { table } = context
  const listed = after.schemas !== before.schemas
  const kept = listed ? withoutUnlisted(after, context) : after
  let moved = listed || !Array.isArray(before.schemas)
  for (const { urn, required } of table.extensions.values()) {
    const [had, has] = [isObject(before[urn]), isObject(kept[urn])]
    moved ||= had !== has
    if (required && had && !has)
      throw patchError('mutability', urn, 'is a required extension and cannot be removed')
  }
  if (!moved) return kept
  const schemas = schemasOf(kept, table)
  return { ...kept, schemas: isSame(schemas, before.schemas) ? before.schemas : schemas }
}

const isSame = (schemas: readonly string[], before: unknown): boolean =>
  Array.isArray(before) &&
  before.length === schemas.length &&
  schemas.every((urn, index) => urn === before[index])

const withoutUnlisted = (after: State, context: PatchContext): State => {
  const { table } = context
  const urns = Array.isArray(after.schemas) ? after.schemas.map(String) : []
  const listed = new Set(urns.map((urn) => urn.toLowerCase()))
  const base = table.resourceType.schema.id
  if (!listed.has(base.toLowerCase()))
    throw patchError('mutability', 'schemas', `must keep ${base}`)
  const quirk = { path: 'schemas', detail: 'a URN nobody knows was passed over' }
  if (urns.some((urn) => !isKnownSchema(urn, table)) && !tolerates(context, 'schemas', quirk))
    throw patchError('invalidValue', 'schemas', 'names a schema nobody knows; see /ResourceTypes')
  const unlisted = [...table.extensions.keys()].filter((folded) => !listed.has(folded))
  return unlisted.reduce((state, folded) => {
    const { urn = folded, attributes } = table.extensions.get(folded) ?? {}
    if (!Object.hasOwn(state, urn)) return state
    for (const attribute of attributes?.values() ?? []) context.touched.add(attribute)
    const { [urn]: _, ...rest } = state
    return rest
  }, after)
}
