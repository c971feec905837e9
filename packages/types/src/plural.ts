import type { AttributeDefinition } from './attribute-definition.ts'

/** The usual multi-valued complex attribute: `value`, `display`, `type` and `primary` (RFC 7643 §2.4). */
export const plural = <const V extends AttributeDefinition, const T extends readonly string[]>(
  description: string,
  value: V,
  types: T,
) =>
  ({
    type: 'complex',
    multiValued: true,
    description,
    subAttributes: {
      value,
      display: { description: 'A human-readable form of the value, for display.' },
      type: { description: 'A label for the function of the value.', canonicalValues: types },
      primary: {
        type: 'boolean',
        description: 'Whether this is the preferred value; true at most once.',
      },
    },
  }) as const

/** As `plural`, for attributes whose type has no canonical values (RFC 7643 §4.1.2, entitlements and roles). */
export const labelled = <const V extends AttributeDefinition>(description: string, value: V) =>
  ({
    type: 'complex',
    multiValued: true,
    description,
    subAttributes: {
      value,
      display: { description: 'A human-readable form of the value, for display.' },
      type: { description: 'A label for the function of the value.' },
      primary: {
        type: 'boolean',
        description: 'Whether this is the preferred value; true at most once.',
      },
    },
  }) as const
