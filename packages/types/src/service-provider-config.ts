import type { AttributeDefinition } from './attribute-definition.ts'
import { defineSchema } from './define-schema.ts'
import type { CommonAttributes, Infer } from './infer.ts'

const supported = {
  type: 'boolean',
  required: true,
  mutability: 'readOnly',
  description: 'Whether the operation is supported.',
} as const satisfies AttributeDefinition

const limit = /* @__NO_SIDE_EFFECTS__ */ <const D extends string>(description: D) =>
  ({ type: 'integer', required: true, mutability: 'readOnly', description }) as const

const option = /* @__NO_SIDE_EFFECTS__ */ <const D extends string>(description: D) =>
  ({
    type: 'complex',
    required: true,
    mutability: 'readOnly',
    description,
    subAttributes: { supported },
  }) as const

/** What a service provider can do (RFC 7643 §5, with `pagination` of RFC 9865 §4 and `securityEvents` of RFC 9967 §3). */
export const ServiceProviderConfig = defineSchema({
  id: 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
  name: 'ServiceProviderConfig',
  description: 'Service Provider Configuration',
  attributes: {
    documentationUri: {
      type: 'reference',
      referenceTypes: ['external'],
      mutability: 'readOnly',
      description: 'The URL of documentation for people.',
    },
    patch: option('Whether and how PATCH is supported.'),
    bulk: {
      type: 'complex',
      required: true,
      mutability: 'readOnly',
      description: 'Whether and how bulk requests are supported.',
      subAttributes: {
        supported,
        maxOperations: limit('The most operations in one request.'),
        maxPayloadSize: limit('The most bytes in one request.'),
      },
    },
    filter: {
      type: 'complex',
      required: true,
      mutability: 'readOnly',
      description: 'Whether and how filters are supported.',
      subAttributes: {
        supported,
        maxResults: limit('The most resources in one response.'),
      },
    },
    changePassword: option('Whether passwords can be changed.'),
    sort: option('Whether lists can be sorted.'),
    etag: option('Whether resources have entity tags.'),
    authenticationSchemes: {
      type: 'complex',
      multiValued: true,
      required: true,
      mutability: 'readOnly',
      description: 'How a client may authenticate.',
      subAttributes: {
        type: {
          required: true,
          mutability: 'readOnly',
          description: 'The kind of authentication.',
          canonicalValues: ['oauth', 'oauth2', 'oauthbearertoken', 'httpbasic', 'httpdigest'],
        },
        name: { required: true, mutability: 'readOnly', description: 'The name of the scheme.' },
        description: { required: true, mutability: 'readOnly', description: 'What it is.' },
        specUri: {
          type: 'reference',
          referenceTypes: ['external'],
          mutability: 'readOnly',
          description: 'The URL of its specification.',
        },
        documentationUri: {
          type: 'reference',
          referenceTypes: ['external'],
          mutability: 'readOnly',
          description: 'The URL of documentation for people.',
        },
        primary: {
          type: 'boolean',
          mutability: 'readOnly',
          description: 'Whether this is the preferred scheme.',
        },
      },
    },
    pagination: {
      type: 'complex',
      mutability: 'readOnly',
      description: 'How lists are paged (RFC 9865).',
      subAttributes: {
        cursor: {
          type: 'boolean',
          required: true,
          mutability: 'readOnly',
          description: 'Whether cursors are supported.',
        },
        index: {
          type: 'boolean',
          required: true,
          mutability: 'readOnly',
          description: 'Whether startIndex is supported.',
        },
        defaultPaginationMethod: {
          mutability: 'readOnly',
          description: 'How a list is paged when the client does not say.',
          canonicalValues: ['cursor', 'index'],
          closed: true,
        },
        defaultPageSize: {
          type: 'integer',
          mutability: 'readOnly',
          description: 'Results in a page when the client does not say.',
        },
        maxPageSize: {
          type: 'integer',
          mutability: 'readOnly',
          description: 'The most results in a page.',
        },
        cursorTimeout: {
          type: 'integer',
          mutability: 'readOnly',
          description: 'Seconds a cursor is good for.',
        },
      },
    },
    securityEvents: {
      type: 'complex',
      mutability: 'readOnly',
      description: 'Which security events are offered (RFC 9967).',
      subAttributes: {
        asyncRequest: {
          mutability: 'readOnly',
          description: 'Whether requests may be answered asynchronously.',
          canonicalValues: ['none', 'long', 'request'],
          closed: true,
        },
        eventUris: {
          multiValued: true,
          mutability: 'readOnly',
          description: 'The URIs of the events the service provider can send.',
        },
      },
    },
  },
})

/** A service provider's configuration (RFC 7643 §5). */
export type ServiceProviderConfig = CommonAttributes & Infer<typeof ServiceProviderConfig>
