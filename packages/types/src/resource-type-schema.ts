import { defineSchema } from './define-schema.ts'
import type { CommonAttributes, Infer } from './infer.ts'

/** The schema of the documents at `/ResourceTypes` (RFC 7643 §6). */
export const ResourceType = defineSchema({
  id: 'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
  name: 'ResourceType',
  description: 'Specifies the schema that describes a SCIM resource type',
  attributes: {
    name: { required: true, mutability: 'readOnly', description: 'The name, such as "User".' },
    description: { mutability: 'readOnly', description: 'What the resource type is for.' },
    endpoint: {
      type: 'reference',
      referenceTypes: ['uri'],
      required: true,
      mutability: 'readOnly',
      description: 'Its endpoint below the base URL, such as "/Users".',
    },
    schema: {
      type: 'reference',
      referenceTypes: ['uri'],
      required: true,
      caseExact: true,
      mutability: 'readOnly',
      description: 'The URN of its base schema.',
    },
    schemaExtensions: {
      type: 'complex',
      multiValued: true,
      mutability: 'readOnly',
      description: 'Its schema extensions.',
      subAttributes: {
        schema: {
          type: 'reference',
          referenceTypes: ['uri'],
          required: true,
          caseExact: true,
          mutability: 'readOnly',
          description: 'The URN of the extension.',
        },
        required: {
          type: 'boolean',
          required: true,
          mutability: 'readOnly',
          description: 'Whether every resource must carry it.',
        },
      },
    },
  },
})

/** A document at `/ResourceTypes` (RFC 7643 §6). */
export type ResourceType = CommonAttributes & Infer<typeof ResourceType>
