import type { AttributeDefinition } from './attribute-definition.ts'

const display = { description: 'A human-readable form of the value, for display.' } as const

const label = { description: 'A label for the function of the value.' } as const

const primary = {
  type: 'boolean',
  description: 'Whether this is the preferred value; true at most once.',
} as const

/** The usual multi-valued complex attribute: `value`, `display`, `type` and `primary` (RFC 7643 §2.4). */
/* @__NO_SIDE_EFFECTS__ */
export function plural<const V extends AttributeDefinition, const T extends readonly string[]>(
  description: string,
  value: V,
  canonicalTypes: T,
) {
  return {
    type: 'complex',
    multiValued: true,
    description,
    subAttributes: { value, display, type: { ...label, canonicalValues: canonicalTypes }, primary },
  } as const
}

/** As `plural`, for attributes whose type has no canonical values: entitlements, roles (RFC 7643 §4.1.2). */
/* @__NO_SIDE_EFFECTS__ */
export function labelled<const V extends AttributeDefinition>(description: string, value: V) {
  return {
    type: 'complex',
    multiValued: true,
    description,
    subAttributes: { value, display, type: label, primary },
  } as const
}
