import { type ResourceTypeDefinition, ScimError } from '@scimwright/types'
import { type Attribute, type AttributeTable, attributeTable } from './attribute.ts'
import { isObject } from './attribute-values.ts'
import { collectQuirks } from './collect-quirks.ts'
import { deepEqual } from './deep-equal.ts'
import { countPrimaries, demotePrimaries } from './demote-primaries.ts'
import { addElements } from './elements.ts'
import { own, put } from './own-property.ts'
import type { Profile, Quirk } from './profile.ts'
import { invalidValue } from './read-primitive.ts'
import { type Report, readNames, readValue } from './read-value.ts'
import { requireParts } from './require-parts.ts'
import { readSchemas, schemasOf } from './schemas.ts'

/** A resource without what only the service provider knows. */
export interface NormalizedResource {
  schemas: string[]
  [attribute: string]: unknown
}

/** How a body is read. */
export interface NormalizeOptions {
  readonly resourceType: ResourceTypeDefinition
  /** `create` for POST, `replace` for PUT. */
  readonly mode: 'create' | 'replace'
  /** The stored resource a PUT replaces. */
  readonly current?: Readonly<Record<string, unknown>>
  readonly profile?: Profile | undefined
}

/**
 * The body of a POST or PUT as it is stored: attributes under their defined names, checked by type, without readOnly
 * ones; null and `[]` are unassigned (RFC 7643 §2, RFC 7644 §3.3, §3.5.1). `id` and `meta` are the provider's to add.
 *
 * Formats (e-mail, country, …) are not policed. Attributes no schema defines are left out and reported.
 *
 * @throws ScimError 400 invalidValue, invalidSyntax or mutability, naming the attribute and the rule.
 * @example
 * normalizeResource(body, { resourceType: UserResourceType, mode: 'create', profile: profiles.okta })
 */
export const normalizeResource = (
  input: unknown,
  { resourceType, mode, current = {}, profile }: NormalizeOptions,
): { resource: NormalizedResource; quirks: Quirk[] } => {
  const { quirks, report } = collectQuirks()
  if (!isObject(input))
    throw new ScimError({
      scimType: 'invalidSyntax',
      detail: 'The body must be a JSON object (RFC 7643 §3).',
      section: 'RFC7643 3',
    })
  const table = attributeTable(resourceType)
  const transforms = profile?.resource ?? []
  const body = transforms.reduce((source, apply) => apply(source, { table, report }), input)
  const { core, extensions } = split(body, table)
  readSchemas(core, table, { profile, report })

  const content: Record<string, unknown> = {}
  const context = { current, mode, profile, report }
  fill(content, core, { attributes: table.attributes, place: '', ...context })
  for (const { urn, attributes, required } of table.extensions.values()) {
    const given = extensions.get(urn)
    const stored: Record<string, unknown> = {}
    const place = urn
    const before = isObject(current[urn]) ? current[urn] : {}
    if (given !== undefined || mode === 'replace')
      fill(stored, given ?? {}, {
        attributes,
        place,
        ...context,
        current: before,
        optional: !required && !given,
      })
    if (Object.keys(stored).length > 0) content[urn] = stored
    else if (required)
      throw invalidValue(urn, `is a required extension of ${resourceType.name} (RFC 7643 §6)`)
  }
  return { resource: { schemas: schemasOf(content, table), ...content }, quirks }
}

interface FillContext {
  readonly attributes: ReadonlyMap<string, Attribute>
  readonly place: string
  readonly current: Readonly<Record<string, unknown>>
  readonly mode: 'create' | 'replace'
  readonly profile: Profile | undefined
  readonly report: Report
  /** Nothing was given and nothing has to be. */
  readonly optional?: boolean
}

const fill = (
  target: Record<string, unknown>,
  source: Readonly<Record<string, unknown>>,
  context: FillContext,
): void => {
  const { attributes, place, current, mode, report } = context
  const given = new Map(readNames(source, attributes, place, report))
  for (const attribute of attributes.values()) {
    if (attribute.name === 'schemas' || attribute.mutability === 'readOnly') continue
    const read = readValue(given.get(attribute), attribute, attribute.path, report)
    const value = eachOnce(onePrimary(read, attribute, context), attribute)
    const before = mode === 'replace' ? own(current, attribute.name) : undefined
    const stored = keepImmutable(value, before, attribute)
    requireParts(stored, attribute)
    if (stored !== undefined) put(target, attribute.name, stored)
    else if (attribute.required && !context.optional)
      throw invalidValue(attribute.path, 'is required (RFC 7643 §2.2)')
  }
}

// No element is returned twice, so none is stored twice (RFC 7643 §2.4).
const eachOnce = (value: unknown, attribute: Attribute): unknown =>
  Array.isArray(value) && value.length > 1 ? addElements([], value, attribute) : value

const keepImmutable = (value: unknown, before: unknown, attribute: Attribute): unknown => {
  if (attribute.mutability !== 'immutable') return keepImmutableParts(value, before, attribute)
  if (before === undefined || value === undefined || deepEqual(value, before))
    return before ?? value
  throw new ScimError({
    scimType: 'mutability',
    detail: `${attribute.path}: is immutable and has a value already (RFC 7644 §3.5.1).`,
    section: 'RFC7644 3.5.1',
  })
}

const keepImmutableParts = (value: unknown, before: unknown, attribute: Attribute): unknown => {
  if (attribute.multiValued || !isObject(before)) return value
  let result = value
  for (const sub of attribute.subAttributes.values()) {
    if (sub.mutability !== 'immutable') continue
    const source = isObject(result) ? result : {}
    const kept = keepImmutable(own(source, sub.name), own(before, sub.name), sub)
    if (kept !== undefined) result = { ...source, [sub.name]: kept }
  }
  return result
}

const onePrimary = (
  value: unknown,
  attribute: Attribute,
  { profile, report }: FillContext,
): unknown => {
  if (!Array.isArray(value) || countPrimaries(value) <= 1) return value
  if (!profile?.tolerates.has('primaries'))
    throw invalidValue(
      attribute.path,
      'has several primary values; one at most may be (RFC 7643 §2.4)',
    )
  report({
    name: 'primaries',
    path: attribute.path,
    detail: 'of several primary values the last stayed so',
  })
  return demotePrimaries(value)
}

/** Parts the extensions' objects, whose keys are URNs in any letter case, from the rest. */
const split = (body: Readonly<Record<string, unknown>>, table: AttributeTable) => {
  const core: Record<string, unknown> = {}
  const extensions = new Map<string, Readonly<Record<string, unknown>>>()
  for (const [key, value] of Object.entries(body)) {
    const extension = table.extensions.get(key.toLowerCase())
    if (!extension) Object.defineProperty(core, key, { value, enumerable: true })
    else if (extensions.has(extension.urn))
      throw invalidValue(extension.urn, 'stands there twice in different letter case')
    else if (isObject(value)) extensions.set(extension.urn, value)
    else if (value !== null && value !== undefined)
      throw invalidValue(extension.urn, 'is an extension: send an object with its attributes')
  }
  return { core, extensions }
}
