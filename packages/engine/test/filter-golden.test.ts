import {
  defineResourceType,
  defineSchema,
  GroupResourceType,
  isScimError,
  User,
  UserResourceType,
} from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { compileFilter, formatPath, parsePath, profiles, type Quirk } from '../src/index.ts'
import { babs, enterprise, guides } from './babs.ts'

const matches = (filter: string): boolean => compileFilter(filter, UserResourceType)(babs)

const errorOf = (filter: string) => {
  try {
    compileFilter(filter, UserResourceType)
  } catch (error) {
    if (isScimError(error)) return { status: error.status, scimType: error.scimType }
    throw error
  }
  return undefined
}

const invalidFilter = { status: 400, scimType: 'invalidFilter' }

describe('filters other engines were seen to get wrong', () => {
  test.each([
    // A negated group is negated as a whole.
    ['not (userName eq "bjensen" and active eq false)', true],
    ['not (userName eq "x" or userType eq "Employee")', false],
    ['not (not (userName eq "bjensen"))', true],
    // Brackets speak of one element, dots of any.
    ['emails[type eq "home" and value co "@example.com"]', false],
    ['emails[type eq "work" and value co "@example.com"]', true],
    ['emails.type eq "home" and emails.value co "@example.com"', true],
    // A complex attribute stands for its value.
    ['emails co "example.com"', true],
    ['emails co "example.net"', false],
    ['emails pr', true],
    [`schemas eq "${User.id}"`, true],
    ['schemas eq "urn:example:other"', false],
    // What is empty is not present.
    ['ims pr', false],
    ['nickName pr', false],
    ['locale pr', false],
    // Letter case as the schema says.
    ['emails.value eq "BABS@JENSEN.ORG"', true],
    ['userName eq "BJENSEN"', true],
    ['id eq "2819c223"', true],
    ['id eq "2819C223"', false],
    ['externalId eq "bjensen"', false],
    ['USERNAME eq "bjensen"', true],
    ['Emails[Type eq "work" and VALUE co "@example.com"]', true],
    // URNs before the attribute.
    [`${User.id}:userName sw "bj"`, true],
    [`${User.id.toUpperCase()}:userName sw "bj"`, true],
    [`${User.id}:name.familyName eq "Jensen"`, true],
    [`${User.id}:emails[type eq "work"]`, true],
    [`${enterprise}:department eq "Tour Ops"`, true],
    [`${enterprise.toLowerCase()}:DEPARTMENT eq "tour ops"`, true],
    [`${enterprise}:manager.value eq "26"`, true],
    [`${enterprise}:manager.value eq "27"`, false],
    [`${enterprise}:manager eq "26"`, true],
    [`${enterprise} pr`, true],
    // Moments, not texts.
    ['meta.lastModified eq "2011-05-13T04:42:34.000Z"', true],
    ['meta.lastModified eq "2011-05-13T06:42:34+02:00"', true],
    ['meta.lastModified gt "2011-05-13T03:42:34-02:00"', false],
    ['meta.lastModified lt "2011-05-13T03:42:34-02:00"', true],
    ['meta.lastModified ge "2011-05-13T04:42:34.0000000Z"', true],
    // Quotes, escapes and brackets in strings.
    ['displayName eq "Rock \\"Babs\\""', true],
    ['displayName eq "Rock \\u0022Babs\\u0022"', true],
    ['emails[value eq "a]b"]', false],
    ['userName eq "x\\\\"', false],
    ['userName eq "dom\\\\user"', false],
    // Parentheses.
    ['((userName eq "bjensen"))', true],
    ['((userName eq "x" or active eq true) and (title pr or userType pr)) and emails pr', true],
    // Spaces, and a comparison after the bracket.
    ['userName  eq   "bjensen"   and  active eq true', true],
    ['emails[primary eq true].value ew "example.com"', true],
    ['emails[primary eq true].value ew "jensen.org"', false],
    // Absent attributes.
    ['title ne "x"', true],
    ['title eq null', true],
    ['title ne null', false],
    ['userName eq null', false],
    ['nickName eq null', true],
    ['locale eq null', true],
    ['ims eq null', true],
    ['title eq "x"', false],
    ['not (title eq "x")', true],
    ['userName pr and not (nickName eq "b")', true],
  ])('%s is %j', (filter, expected) => {
    expect(matches(filter)).toBe(expected)
  })

  test('members[$ref eq "…"] is read', () => {
    const filter = 'members[$ref eq "https://example.com/v2/Users/2819c223"]'
    expect(compileFilter(filter, GroupResourceType)(guides)).toBe(true)
    expect(compileFilter('members.$ref ew "/other"', GroupResourceType)(guides)).toBe(false)
  })

  test.each([
    'userName eq bjensen',
    'userName eq',
    'userName eq "bjensen" and',
    'active gt true',
    'active co "t"',
    'x509Certificates gt "a"',
    'x509Certificates.value le "a"',
    'userName like "b"',
    'password eq "x"',
    'password pr',
    'nope eq "x"',
    'name eq "Jensen"',
  ])('%s is 400 invalidFilter', (filter) => {
    expect(errorOf(filter)).toEqual(invalidFilter)
  })
})

describe('filters from the field', () => {
  test.each([
    ['a comparison after it', 'emails[type eq "work"].value eq "bjensen@example.com"', true],
    ['it speaks of one element', 'emails[type eq "home"].value eq "bjensen@example.com"', false],
    ['`not(` without a space', 'not(userName eq "x")', true],
    ['`not(` without a space, of what is', 'not(userType eq "employee")', false],
    ['and before or', 'userName eq "bjensen" or userName eq "x" and active eq false', true],
    ['and before or, written first', 'active eq false and title pr or userName pr', true],
    ['a group before and', '(userName eq "bjensen" or userName eq "x") and active eq false', false],
    ['operators in capitals', 'username EQ "BJENSEN" AND emails EQ "nobody@example.com"', false],
    ['all terms in capitals', 'username EQ "BJENSEN" AND emails EQ "Babs@Jensen.org"', true],
    ['operators in mixed case', 'userName Eq "x" Or userType Pr', true],
    ['not in capitals', 'NOT (userName eq "x")', true],
    ['a colon in a value', 'emails[value eq "uuid:admin"]', false],
    [
      'a colon and dots in a value',
      'schemas eq "urn:ietf:params:scim:schemas:core:2.0:User"',
      true,
    ],
    ['letter case in brackets', 'EMAILS[TYPE eq "WORK"].VALUE sw "BJENSEN"', true],
    ['true in any case', 'ActiVe eq True', true],
    ['a fraction of seven digits', 'meta.Created gt "2009-10-10T14:38:21.8617979-07:00"', true],
    ['a leading and a trailing space', ' userName pr ', true],
    ['two terms of two kinds', 'id eq "2819c223" and emails eq "babs@jensen.org"', true],
  ])('%s: %s is %j', (_, filter, expected) => {
    expect(matches(filter)).toBe(expected)
  })

  test('a URN with dots, digits and hyphens comes before its attribute', () => {
    const schema = defineSchema({
      id: 'urn:example:tag-store:1.0:User',
      attributes: {
        tags: { type: 'complex', multiValued: true, subAttributes: { order: { type: 'integer' } } },
      },
    })
    const resourceType = defineResourceType({
      name: 'User',
      endpoint: '/Users',
      schema: User,
      schemaExtensions: [{ schema, required: false }],
    })
    const tagged = { userName: 'u', [schema.id]: { tags: [{ order: 0 }, { order: 7 }] } }
    const matchesTag = (filter: string) => compileFilter(filter, resourceType)(tagged)
    expect(matchesTag(`${schema.id}:tags[order eq 0]`)).toBe(true)
    expect(matchesTag(`${schema.id}:tags[order eq 1]`)).toBe(false)
    expect(matchesTag(`${schema.id}:tags.order gt 6`)).toBe(true)
    expect(formatPath(parsePath(`${schema.id}:tags[order eq 0].value`))).toBe(
      `${schema.id}:tags[order eq 0].value`,
    )
  })

  test('a string without quotes is read by the profiles that tolerate it, and reported', () => {
    const reported: Quirk[] = []
    const report = (quirk: Quirk) => reported.push(quirk)
    const { entra } = profiles
    const filter = 'name.FamilyName eq Jensen and (emails.Value co example.com or userName sw O)'
    expect(compileFilter(filter, UserResourceType, { profile: entra, report })(babs)).toBe(true)
    expect(reported.map(({ name }) => name)).toEqual(Array(3).fill('unquotedValues'))
    expect(JSON.stringify(reported)).not.toContain('Jensen')
    expect(errorOf(filter)).toEqual(invalidFilter)
  })

  test('true and false in quotes are read by the profiles that tolerate them', () => {
    const { entra } = profiles
    const filter = 'emails[primary eq "True"].type eq "work" and active eq "true"'
    expect(compileFilter(filter, UserResourceType, { profile: entra })(babs)).toBe(true)
    expect(errorOf(filter)).toEqual(invalidFilter)
  })

  test.each([
    '',
    'x',
    'userName',
    'userName eq "x" active eq true',
    'userName eq "x" &',
    '*',
    'true',
  ])('what is no filter, %j, never matches everyone: it is 400', (filter) => {
    expect(errorOf(filter)).toEqual(invalidFilter)
  })

  test('fifty alternatives joined by `and` are not multiplied out', () => {
    const group = '(userName eq "a" or userType eq "b")'
    const filter = Array.from({ length: 50 }, () => group).join(' and ')
    expect(compileFilter(`not (${filter})`, UserResourceType)(babs)).toBe(true)
  })
})
