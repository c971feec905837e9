import type { AttributeDefinitions } from './attribute-definition.ts'

/** The definitions of `schemas`, `id`, `externalId` and `meta`, which every resource type has (RFC 7643 §3, §3.1). */
export const commonAttributes = {
  schemas: {
    type: 'reference',
    referenceTypes: ['uri'],
    multiValued: true,
    required: true,
    caseExact: true,
    returned: 'always',
  },
  id: { caseExact: true, mutability: 'readOnly', returned: 'always', uniqueness: 'server' },
  externalId: { caseExact: true },
  meta: {
    type: 'complex',
    mutability: 'readOnly',
    subAttributes: {
      resourceType: { caseExact: true, mutability: 'readOnly' },
      created: { type: 'dateTime', mutability: 'readOnly' },
      lastModified: { type: 'dateTime', mutability: 'readOnly' },
      location: {
        type: 'reference',
        referenceTypes: ['uri'],
        caseExact: true,
        mutability: 'readOnly',
      },
      version: { caseExact: true, mutability: 'readOnly' },
    },
  },
} as const satisfies AttributeDefinitions
