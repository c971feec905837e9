import { describe, expect, test } from 'vitest'
import {
  defineSchema,
  EnterpriseUser,
  Group,
  GroupResourceType,
  isScimError,
  ResourceType,
  resourceTypeFromDocument,
  resourceTypeToDocument,
  ServiceProviderConfig,
  schemaFromDocument,
  schemaToDocument,
  User,
  UserResourceType,
} from '../src/index.ts'

/** Without `closed`, which RFC 7643 §7 has no place for. */
const open = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, item) => (key === 'closed' ? undefined : item)))

describe('schema documents', () => {
  test.each([User, EnterpriseUser, Group, ResourceType, ServiceProviderConfig])(
    '$name survives the round trip through its document',
    (schema) => {
      const document = JSON.parse(JSON.stringify(schemaToDocument(schema)))
      expect(schemaFromDocument(document)).toEqual(open(schema))
      expect(schemaToDocument(schemaFromDocument(document))).toEqual(document)
    },
  )

  test('RFC7643-7 the document spells every characteristic out', () => {
    const document = schemaToDocument(
      defineSchema({ id: 'urn:example:s', attributes: { badge: { description: 'A badge.' } } }),
    )
    expect(document.attributes).toEqual([
      {
        name: 'badge',
        type: 'string',
        multiValued: false,
        description: 'A badge.',
        required: false,
        caseExact: false,
        mutability: 'readWrite',
        returned: 'default',
        uniqueness: 'none',
      },
    ])
  })

  test('RFC7643-7 erratum 6004: a complex attribute has no uniqueness', () => {
    const name = schemaToDocument(User).attributes.find((attribute) => attribute.name === 'name')
    expect(name).not.toHaveProperty('uniqueness')
    expect(name).not.toHaveProperty('caseExact')
  })

  test.each([
    ['an array', [], 'Schema document, schema: must be a JSON object'],
    ['no id', { attributes: [] }, 'id: must be the URN'],
    ['an id that is no URN', { id: 'badge', attributes: [] }, 'id: must be the URN'],
    ['no attributes', { id: 'urn:example:s' }, 'attributes: must be an array'],
    ['a name with a blank', attribute({ name: 'a b' }), 'attributes[0].name'],
    ['a prototype name', attribute({ name: '__proto__' }), 'attributes[0].name'],
    ['an unknown type', attribute({ name: 'a', type: 'float' }), 'attributes[0].type: must be one'],
    ['a boolean as text', attribute({ name: 'a', required: 'true' }), 'attributes[0].required'],
    [
      'an unknown mutability',
      attribute({ name: 'a', mutability: 'x' }),
      'attributes[0].mutability',
    ],
    ['complex without parts', attribute({ name: 'a', type: 'complex' }), 'subAttributes if, and'],
    ['parts of a string', attribute({ name: 'a', subAttributes: [] }), 'subAttributes if, and'],
    ['numbers as values', attribute({ name: 'a', canonicalValues: [1] }), 'canonicalValues'],
    [
      'one name twice',
      attribute({ name: 'a' }, { name: 'A' }),
      'attributes[1].name: "A" is defined',
    ],
    [
      'complex in complex',
      attribute({
        name: 'a',
        type: 'complex',
        subAttributes: [{ name: 'b', type: 'complex', subAttributes: [] }],
      }),
      'attributes[0].subAttributes[0]: is a sub-attribute',
    ],
  ])('RFC7643-7 refuses %s and says where', (_, document, expected) => {
    const error = thrownBy(() => schemaFromDocument(document))
    expect(isScimError(error) && error.scimType).toBe('invalidValue')
    expect(isScimError(error) && error.detail).toContain(expected)
  })

  test('an attribute named after a property of Object.prototype is an ordinary attribute', () => {
    const schema = schemaFromDocument(attribute({ name: 'constructor' }, { name: 'toString' }))
    expect(Object.keys(schema.attributes)).toEqual(['constructor', 'toString'])
  })
})

describe('resource type documents', () => {
  test.each([UserResourceType, GroupResourceType])('$name survives the round trip', (type) => {
    const document = JSON.parse(JSON.stringify(resourceTypeToDocument(type)))
    expect(resourceTypeFromDocument(document, [User, EnterpriseUser, Group])).toEqual(type)
  })

  test('RFC7643-6 refuses a schema nobody knows', () => {
    const document = resourceTypeToDocument(UserResourceType)
    expect(() => resourceTypeFromDocument(document, [User])).toThrow(
      'schemaExtensions[0].schema: must be the URN of a schema that is known',
    )
  })

  test('RFC7643-6 refuses an endpoint that is not one path segment', () => {
    const document = { ...resourceTypeToDocument(GroupResourceType), endpoint: '/a/../b' }
    expect(() => resourceTypeFromDocument(document, [Group])).toThrow('endpoint: must be one path')
  })
})

function attribute(...attributes: object[]) {
  return { id: 'urn:example:s', attributes }
}

function thrownBy(call: () => unknown): unknown {
  try {
    return call()
  } catch (error) {
    return error
  }
}
