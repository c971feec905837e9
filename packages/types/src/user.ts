import { defineSchema } from './define-schema.ts'
import type { CommonAttributes, Infer } from './infer.ts'
import { labelled, plural } from './plural.ts'

/** The core User schema (RFC 7643 §4.1, §8.7.1, with the errata listed in docs/errata.md). */
export const User = defineSchema({
  id: 'urn:ietf:params:scim:schemas:core:2.0:User',
  name: 'User',
  description: 'User Account',
  attributes: {
    userName: {
      description: 'The name the user signs in with, unique in the service provider.',
      required: true,
      uniqueness: 'server',
    },
    name: {
      type: 'complex',
      description: 'The components of the name of the user.',
      subAttributes: {
        formatted: { description: 'The full name, with every part, formatted for display.' },
        familyName: { description: 'The family name, or last name.' },
        givenName: { description: 'The given name, or first name.' },
        middleName: { description: 'The middle name or names.' },
        honorificPrefix: { description: 'The title before the name, such as "Dr.".' },
        honorificSuffix: { description: 'The suffix after the name, such as "III".' },
      },
    },
    displayName: { description: 'The name of the user, suitable for display.' },
    nickName: { description: 'The casual way to address the user; not the sign-in name.' },
    profileUrl: {
      type: 'reference',
      referenceTypes: ['external'],
      description: 'The URL of a page about the user.',
    },
    title: { description: 'The job title.' },
    userType: { description: 'The relation to the organization, such as "Employee".' },
    preferredLanguage: {
      description: 'The preferred languages, as in the HTTP Accept-Language header.',
    },
    locale: { description: 'The default location for currency, dates and numbers: "en-US".' },
    timezone: { description: 'The time zone by its IANA name: "America/Los_Angeles".' },
    active: { type: 'boolean', description: 'Whether the account may be used.' },
    password: {
      description: 'The clear-text password to set; never returned.',
      mutability: 'writeOnly',
      returned: 'never',
    },
    emails: plural(
      'E-mail addresses of the user.',
      { description: 'An e-mail address (RFC 5321).' },
      ['work', 'home', 'other'],
    ),
    phoneNumbers: plural(
      'Phone numbers of the user.',
      { description: 'A phone number (RFC 3966).' },
      ['work', 'home', 'mobile', 'fax', 'pager', 'other'],
    ),
    ims: plural(
      'Instant messaging addresses of the user.',
      { description: 'An instant messaging address.' },
      ['aim', 'gtalk', 'icq', 'xmpp', 'msn', 'skype', 'qq', 'yahoo'],
    ),
    photos: plural(
      'URLs of photos of the user.',
      {
        type: 'reference',
        referenceTypes: ['external'],
        description: 'The URL of an image of the user.',
      },
      ['photo', 'thumbnail'],
    ),
    addresses: {
      type: 'complex',
      multiValued: true,
      description: 'Postal addresses of the user.',
      subAttributes: {
        formatted: { description: 'The full address, formatted for display or a label.' },
        streetAddress: { description: 'Street, house number, and the like; may have lines.' },
        locality: { description: 'The city or locality.' },
        region: { description: 'The state or region.' },
        postalCode: { description: 'The postal code.' },
        country: { description: 'The country as an ISO 3166-1 alpha-2 code.' },
        type: {
          description: 'A label for the function of the value.',
          canonicalValues: ['work', 'home', 'other'],
        },
        primary: {
          type: 'boolean',
          description: 'Whether this is the preferred value; true at most once.',
        },
      },
    },
    groups: {
      type: 'complex',
      multiValued: true,
      description: 'The groups the user belongs to; changed only through the Group resource.',
      mutability: 'readOnly',
      subAttributes: {
        value: { description: 'The id of the group.', mutability: 'readOnly' },
        $ref: {
          type: 'reference',
          referenceTypes: ['Group'],
          description: 'The URI of the group.',
          mutability: 'readOnly',
        },
        display: { description: 'The display name of the group.', mutability: 'readOnly' },
        type: {
          description: 'Whether the membership is direct or through a nested group.',
          canonicalValues: ['direct', 'indirect'],
          mutability: 'readOnly',
        },
      },
    },
    entitlements: labelled('Things the user has, such as a licence.', {
      description: 'The value of an entitlement.',
    }),
    roles: labelled('Who the user is in the organization, such as "Student".', {
      description: 'The value of a role.',
    }),
    x509Certificates: labelled('Certificates issued to the user.', {
      type: 'binary',
      caseExact: true,
      description: 'One DER-encoded X.509 certificate, base64.',
    }),
  },
})

/** A user: common attributes and those of the core User schema (RFC 7643 §4.1). */
export type User = CommonAttributes & Infer<typeof User>
