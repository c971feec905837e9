import { UserResourceType } from '@scimwright/types'
import fc from 'fast-check'
import { filter as compilePeer, parse as parsePeer } from 'scim2-parse-filter'
import { expect, test } from 'vitest'
import { compileFilter } from '../src/index.ts'
import { enterprise } from './babs.ts'

// What both read the same way: attributes that are there, text that is caseExact or in one letter case, one value.
const texts = [
  'id',
  'externalId',
  'userName',
  'title',
  'name.familyName',
  'meta.version',
  `${enterprise}:department`,
]
const text = fc.constantFrom('a', 'b', 'ab', 'ba', 'abc', '0', '10', '9', 'a b', 'a"b')
const op = fc.constantFrom('eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le')
const term = fc.oneof(
  fc
    .tuple(fc.constantFrom(...texts), op, text)
    .map(([path, op, value]) => `${path} ${op} ${JSON.stringify(value)}`),
  fc.tuple(fc.constantFrom('eq', 'ne'), fc.boolean()).map(([op, value]) => `active ${op} ${value}`),
  fc.constantFrom(...texts, 'active', 'nickName', 'roles').map((path) => `${path} pr`),
  fc
    .tuple(fc.constantFrom('type', 'value'), fc.constantFrom('eq', 'co', 'sw'), text)
    .map(([sub, op, value]) => `emails[${sub} ${op} ${JSON.stringify(value)}]`),
)
const filter = fc.letrec<{ filter: string }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    term,
    fc
      .tuple(tie('filter'), fc.constantFrom('and', 'or'), tie('filter'))
      .map((parts) => parts.join(' ')),
    tie('filter').map((inner) => `(${inner})`),
    fc
      .tuple(fc.constantFrom('', 'active pr and '), tie('filter'))
      .map(([before, inner]) => `${before}not (${inner})`),
  ),
})).filter

const user = fc.record({
  id: text,
  externalId: text,
  userName: text,
  title: text,
  name: fc.record({ familyName: text }),
  active: fc.boolean(),
  emails: fc.array(fc.record({ value: text, type: text }), { minLength: 1, maxLength: 1 }),
  meta: fc.record({ version: text }),
  [enterprise]: fc.record({ department: text }),
})

test('matches whom scim2-parse-filter matches', () => {
  let matched = 0
  fc.assert(
    fc.property(filter, fc.array(user, { minLength: 1, maxLength: 5 }), (written, users) => {
      const ours = compileFilter(written, UserResourceType)
      const theirs = compilePeer(parsePeer(written))
      for (const each of users) {
        expect(ours(each), written).toBe(theirs(each))
        if (ours(each)) matched += 1
      }
    }),
    { numRuns: 3000, seed: 7644 },
  )
  expect(matched).toBeGreaterThan(1000)
})
