import { defineSchema } from './define-schema.ts'
import type { CommonAttributes, Infer } from './infer.ts'

/** The core Group schema (RFC 7643 §4.2, §8.7.1; erratum 5368 makes displayName required). */
export const Group = defineSchema({
  id: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  name: 'Group',
  description: 'Group',
  attributes: {
    displayName: { description: 'The name of the group, for display.', required: true },
    members: {
      type: 'complex',
      multiValued: true,
      description: 'The members of the group.',
      subAttributes: {
        value: {
          description: 'The id of the member.',
          mutability: 'immutable',
          caseExact: true,
        },
        $ref: {
          type: 'reference',
          referenceTypes: ['User', 'Group'],
          description: 'The URI of the member.',
          mutability: 'immutable',
        },
        display: { description: 'The display name of the member.', mutability: 'immutable' },
        type: {
          description: 'The resource type of the member.',
          canonicalValues: ['User', 'Group'],
          mutability: 'immutable',
        },
      },
    },
  },
})

/** A group: common attributes and those of the core Group schema (RFC 7643 §4.2). */
export type Group = CommonAttributes & Infer<typeof Group>
