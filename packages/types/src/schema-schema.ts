import type { AttributeDefinitions } from './attribute-definition.ts'
import { defineSchema } from './define-schema.ts'

const characteristics = {
  name: {
    required: true,
    caseExact: true,
    mutability: 'readOnly',
    description: 'The name of the attribute.',
  },
  type: {
    required: true,
    mutability: 'readOnly',
    description: 'Its data type.',
    // Errata 5606 and 8435: binary was left out of the list.
    canonicalValues: [
      'string',
      'complex',
      'boolean',
      'decimal',
      'integer',
      'dateTime',
      'reference',
      'binary',
    ],
  },
  multiValued: {
    type: 'boolean',
    required: true,
    mutability: 'readOnly',
    description: 'Whether it has several values.',
  },
  description: {
    caseExact: true,
    mutability: 'readOnly',
    description: 'What the attribute is for.',
  },
  required: { type: 'boolean', mutability: 'readOnly', description: 'Whether it must be given.' },
  canonicalValues: {
    multiValued: true,
    caseExact: true,
    mutability: 'readOnly',
    description: 'Suggested values.',
  },
  caseExact: {
    type: 'boolean',
    mutability: 'readOnly',
    description: 'Whether letter case matters in comparisons.',
  },
  mutability: {
    caseExact: true,
    mutability: 'readOnly',
    description: 'When it may be written.',
    canonicalValues: ['readOnly', 'readWrite', 'immutable', 'writeOnly'],
  },
  returned: {
    caseExact: true,
    mutability: 'readOnly',
    description: 'When it is returned.',
    canonicalValues: ['always', 'never', 'default', 'request'],
  },
  uniqueness: {
    caseExact: true,
    mutability: 'readOnly',
    description: 'How far a value is unique.',
    canonicalValues: ['none', 'server', 'global'],
  },
  // Erratum 5607: referenceTypes is multi-valued.
  referenceTypes: {
    multiValued: true,
    caseExact: true,
    mutability: 'readOnly',
    description: 'The resource types a reference may point to, or "external" or "uri".',
  },
} as const satisfies AttributeDefinitions

// RFC 7643 §8.7.2 has complex inside complex, which §2.3.8 allows only here. A function, because bundlers keep a
// definition with a spread in it even when nobody imports it.
/* @__NO_SIDE_EFFECTS__ */
function withSubAttributes() {
  return {
    ...characteristics,
    subAttributes: {
      type: 'complex',
      multiValued: true,
      mutability: 'readOnly',
      description: 'The sub-attributes of a complex attribute.',
      subAttributes: characteristics,
    },
  } as const
}

/** The schema of the documents at `/Schemas` (RFC 7643 §7, §8.7.2). */
export const Schema = defineSchema({
  id: 'urn:ietf:params:scim:schemas:core:2.0:Schema',
  name: 'Schema',
  description: 'Specifies the schema that describes a SCIM schema',
  attributes: {
    name: { required: true, mutability: 'readOnly', description: 'The name of the schema.' },
    description: { mutability: 'readOnly', description: 'What the schema is for.' },
    attributes: {
      type: 'complex',
      multiValued: true,
      required: true,
      mutability: 'readOnly',
      description: 'The attributes of the schema.',
      subAttributes: withSubAttributes(),
    },
  },
})
