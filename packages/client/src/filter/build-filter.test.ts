import { compileFilter, type Filter, formatFilter, parseFilter } from '@scimwright/engine'
import { EnterpriseUser, Group, type Infer, User, UserResourceType } from '@scimwright/types'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { buildFilter } from '../filter.ts'
import type { FilterExpression } from './filter-expression.ts'
import type { FilterFields } from './filter-fields.ts'

type Employee = Infer<typeof UserResourceType>
type Build = (user: FilterFields<Employee>) => FilterExpression

const cases: Record<string, Build> = {
  'userName eq "bjensen"': (user) => user.userName.eq('bjensen'),
  'active ne false': (user) => user.active.ne(false),
  'title co "a"': (user) => user.title.co('a'),
  'title sw "a"': (user) => user.title.sw('a'),
  'title ew "a"': (user) => user.title.ew('a'),
  'meta.created gt "2026-11-26T10:00:00.000Z"': (user) =>
    user.meta.created.gt(new Date('2026-11-26T10:00:00Z')),
  'meta.created ge "2026-11-26"': (user) => user.meta.created.ge('2026-11-26'),
  'title lt "b"': (user) => user.title.lt('b'),
  'title le "b"': (user) => user.title.le('b'),
  'name pr': (user) => user.name.pr(),
  'name.familyName eq "O\'Hara"': (user) => user.name.familyName.eq("O'Hara"),
  'emails.value co "@example.com"': (user) => user.emails.value.co('@example.com'),
  'not (externalId pr)': (user) => user.externalId.pr().not(),
  'userName eq "a" or userName eq "b" or userName eq "c"': (user) =>
    user.userName.in(['a', 'b', 'c']),
  'active eq true and (title eq "a" or title eq "b") and nickName pr': (user) =>
    user.active
      .eq(true)
      .and(user.title.in(['a', 'b']))
      .and(user.nickName.pr()),
  'emails[type eq "work" and value ew "@example.com"]': (user) =>
    user.emails.where((email) => email.type.eq('work').and(email.value.ew('@example.com'))),
  'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.value eq "1"': (user) =>
    user[EnterpriseUser.id].manager.value.eq('1'),
  'schemas eq "urn:x"': (user) => user.schemas.eq('urn:x'),
}

/** A tree without the places in a text that only a parsed one has. */
const bare = (filter: Filter): unknown =>
  JSON.parse(
    JSON.stringify(filter, (key, value) => (/^(start|end)$/.test(key) ? undefined : value)),
  )

describe('a built filter is the filter that is read from its text', () => {
  test.each(Object.entries(cases))('%s', (text, build) => {
    const built = buildFilter(build)
    expect(String(built)).toBe(text)
    expect(formatFilter(built.filter)).toBe(text)
    expect(bare(built.filter)).toEqual(bare(parseFilter(text)))
  })

  test('whatever the value is: nobody breaks out of a literal', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const built = buildFilter<User>((user) => user.title.eq(value).and(user.active.eq(true)))
        const [title, active] = (parseFilter(String(built)) as { filters: Filter[] } & Filter)
          .filters
        expect(title).toMatchObject({ op: 'eq', value })
        expect(active).toMatchObject({ op: 'eq', value: true })
      }),
    )
  })

  test('it also runs on this side', () => {
    const found = compileFilter(
      buildFilter<User>((user) => user.emails.where((email) => email.type.eq('work'))).filter,
      UserResourceType,
    )
    expect(found({ emails: [{ type: 'work', value: 'b@example.com' }] })).toBe(true)
    expect(found({ emails: [{ type: 'home', value: 'b@example.com' }] })).toBe(false)
  })
})

describe('a value that no filter can hold is refused before anything is sent', () => {
  test.each([null, undefined])('%s, with a hint', (value) => {
    const build = () => buildFilter<User>((user) => user.title.eq(value as never))
    expect(build).toThrow(
      expect.objectContaining({
        code: 'configuration',
        message: expect.stringContaining('pr().not()'),
      }),
    )
  })

  test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [{}], [new Date(Number.NaN)]])(
    '%s',
    (value) => {
      expect(() => buildFilter<User>((user) => user.title.eq(value as never))).toThrow(
        expect.objectContaining({ code: 'configuration' }),
      )
    },
  )

  test('an empty list', () => {
    expect(() => buildFilter<User>((user) => user.title.in([]))).toThrow('matches nobody')
  })
})

test('types: names, operators and values', () => {
  const wrong: Build[] = [
    // @ts-expect-error there is no such attribute
    (user) => user.colour.eq('red'),
    // @ts-expect-error active is a boolean
    (user) => user.active.eq('yes'),
    // @ts-expect-error a boolean contains nothing
    (user) => user.active.co('t'),
    // @ts-expect-error null is no value
    (user) => user.title.eq(null),
    // @ts-expect-error emails have no such part
    (user) => user.emails.where((email) => email.colour.eq('red')),
    // @ts-expect-error only collections have elements
    (user) => user.name.where((name) => name.familyName.pr()),
    // @ts-expect-error enterprise users have no such attribute
    (user) => user[EnterpriseUser.id].colour.eq('red'),
  ]
  expect(wrong).toHaveLength(7)
  expect(String(buildFilter<Group>((group) => group.members.value.eq('1')))).toBe(
    'members.value eq "1"',
  )
  expect(User.id).not.toBe(Group.id)
})
