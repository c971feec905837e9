import { defineSchema } from './define-schema.ts'
import type { Infer } from './infer.ts'

/** The enterprise extension of User (RFC 7643 §4.3, §8.7.1). */
export const EnterpriseUser = defineSchema({
  id: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
  name: 'EnterpriseUser',
  description: 'Enterprise User',
  attributes: {
    employeeNumber: { description: 'The number or code the organization gave the person.' },
    costCenter: { description: 'The name of a cost center.' },
    organization: { description: 'The name of an organization.' },
    division: { description: 'The name of a division.' },
    department: { description: 'The name of a department.' },
    manager: {
      type: 'complex',
      description: 'The manager of the user.',
      subAttributes: {
        value: { description: 'The id of the user who is the manager.', caseExact: true },
        $ref: {
          type: 'reference',
          referenceTypes: ['User'],
          description: 'The URI of the user who is the manager.',
        },
        displayName: {
          description: 'The display name of the manager.',
          mutability: 'readOnly',
        },
      },
    },
  },
})

/** The attributes of the enterprise extension (RFC 7643 §4.3). */
export type EnterpriseUser = Infer<typeof EnterpriseUser>
