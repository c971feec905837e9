import { expect, test } from 'vitest'
import { EnterpriseUser, GroupResourceType, UserResourceType } from '../src/index.ts'
import { openApiComponents } from '../src/openapi/index.ts'

const { schemas } = openApiComponents([UserResourceType, GroupResourceType])

test('every resource type and every message has its component', () => {
  expect(Object.keys(schemas).sort()).toEqual([
    'BulkRequest',
    'BulkResponse',
    'Error',
    'Group',
    'ListResponse',
    'PatchOp',
    'SearchRequest',
    'User',
  ])
})

test('characteristics become keywords', () => {
  expect(schemas.User).toMatchObject({
    type: 'object',
    required: expect.arrayContaining(['schemas', 'userName']),
    properties: {
      password: { type: 'string', writeOnly: true },
      active: { type: 'boolean' },
      groups: { type: 'array', readOnly: true },
      meta: { properties: { created: { type: 'string', format: 'date-time' } } },
      emails: {
        items: { properties: { type: { examples: ['work', 'home', 'other'] } } },
      },
      [EnterpriseUser.id]: { properties: { department: { type: 'string' } } },
    },
  })
})

test('references inside the components lead somewhere', () => {
  const names = [...JSON.stringify(schemas).matchAll(/#\/components\/schemas\/(\w+)/g)]
  expect(names.length).toBeGreaterThan(0)
  for (const [, name] of names) expect(schemas).toHaveProperty(name as string)
})
