import { describe, expect, expectTypeOf, test } from 'vitest'
import {
  defineResourceType,
  defineSchema,
  EnterpriseUser,
  type Infer,
  User,
  UserResourceType,
  urns,
} from '../src/index.ts'
import {
  BulkRequest,
  ListResponse,
  PatchOp,
  SearchRequest,
  scimIssues,
  validatorFor,
} from '../src/zod/index.ts'

const bjensen = { schemas: [User.id], userName: 'bjensen' }
const create = validatorFor(UserResourceType, { mode: 'create' })

const issuesOf = (body: unknown) => {
  const parsed = create.safeParse(body)
  return parsed.success ? [] : scimIssues(parsed.error).map(({ path }) => path)
}

describe('validatorFor', () => {
  test('the result has the inferred type', () => {
    expectTypeOf(create.parse(bjensen)).toEqualTypeOf<Infer<typeof UserResourceType>>()
  })

  test('RFC7643-2.2 a required attribute must be there', () => {
    expect(issuesOf({ schemas: [User.id] })).toEqual(['userName'])
    expect(issuesOf({ ...bjensen, schemas: [] })).toEqual(['schemas'])
  })

  test('places are told in attribute notation', () => {
    expect(issuesOf({ ...bjensen, emails: [{ value: 'a@b.c' }, { value: 7 }] })).toEqual([
      'emails[1].value',
    ])
    expect(issuesOf({ ...bjensen, [EnterpriseUser.id]: { manager: { value: 7 } } })).toEqual([
      `${EnterpriseUser.id}:manager.value`,
    ])
  })

  test('RFC7643-7 readOnly values of a request are dropped, unknown ones too', () => {
    const body = { ...bjensen, id: 'mine', groups: [{ value: 'g' }], colour: 'red' }
    expect(create.parse(body)).toEqual(bjensen)
  })

  test('RFC7643-2.5 null is unassigned', () => {
    expect(create.parse({ ...bjensen, title: null, emails: null })).toEqual(bjensen)
    expect(issuesOf({ ...bjensen, userName: null })).toEqual(['userName'])
  })

  test('RFC7643-7 a response needs only what is always returned, and keeps what it does not know', () => {
    const response = validatorFor(UserResourceType, { mode: 'response' })
    const partial = { schemas: [User.id], id: '1', vendorThing: 1 }
    expect(response.parse(partial)).toEqual(partial)
    expect(response.safeParse({ schemas: [User.id] }).success).toBe(false)
  })

  test('RFC7643-2.3 values are of their types', () => {
    const attributes = {
      whole: { type: 'integer' },
      exact: { type: 'decimal' },
      when: { type: 'dateTime' },
      bytes: { type: 'binary' },
      colour: { canonicalValues: ['red'], closed: true },
    } as const
    const validator = validatorFor(defineSchema({ id: 'urn:example:s', attributes }), {
      mode: 'replace',
    })
    const good = {
      whole: 7,
      exact: 0.5,
      when: '2011-05-13T04:42:34.123456789+02:00',
      bytes: 'AQID',
      colour: 'red',
    }
    expect(validator.parse(good)).toEqual(good)
    for (const bad of [
      { whole: 0.5 },
      { exact: '0.5' },
      { when: '2011-05-13' },
      { when: '2011-13-13T04:42:34Z' },
      { bytes: 'not base64!' },
      { colour: 'blue' },
    ])
      expect(validator.safeParse(bad).success, JSON.stringify(bad)).toBe(false)
  })

  test('RFC7643-6 a required extension must be there', () => {
    const strict = defineResourceType({
      ...UserResourceType,
      schemaExtensions: [{ schema: EnterpriseUser, required: true }],
    })
    const parsed = validatorFor(strict, { mode: 'create' }).safeParse(bjensen)
    expect(parsed.error && scimIssues(parsed.error)[0]?.path).toBe(EnterpriseUser.id)
  })
})

describe('messages', () => {
  test('RFC7644-3.5.2 a PATCH has operations, each with a known op', () => {
    const operation = { op: 'replace', path: 'active', value: false }
    const body = { schemas: [urns.PatchOp], Operations: [operation] }
    expect(PatchOp.parse(body)).toEqual(body)
    expect(PatchOp.safeParse({ ...body, Operations: [] }).success).toBe(false)
    expect(PatchOp.safeParse({ ...body, schemas: [User.id] }).success).toBe(false)
    expect(PatchOp.safeParse({ ...body, Operations: [{ op: 'move' }] }).success).toBe(false)
  })

  test('RFC7644-3.4.3 and 3.7 searches and bulk requests', () => {
    expect(SearchRequest.safeParse({ schemas: [urns.SearchRequest], count: 1.5 }).success).toBe(
      false,
    )
    const bulk = { schemas: [urns.BulkRequest], Operations: [{ method: 'GET', path: '/Users' }] }
    expect(BulkRequest.safeParse(bulk).success).toBe(false)
  })

  test('RFC7644-3.4.2 a list takes the validator of its resources', () => {
    const list = ListResponse(validatorFor(UserResourceType, { mode: 'response' }))
    const page = { schemas: [urns.ListResponse], totalResults: 1, Resources: [{ id: 7 }] }
    const parsed = list.safeParse(page)
    expect(parsed.error && scimIssues(parsed.error)[0]?.path).toBe('Resources[0].schemas')
  })
})
