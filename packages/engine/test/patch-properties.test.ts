import {
  defineResourceType,
  defineSchema,
  GroupResourceType,
  isScimError,
  User,
  UserResourceType,
} from '@scimwright/types'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { applyPatch, type MemberDelta, planMembers, profiles } from '../src/index.ts'
import { freezeDeep } from './freeze-deep.ts'
import { barbara } from './patching.ts'

const ids = ['u1', 'u2', 'u3', 'u4', 'u5']
const member = fc.record(
  { value: fc.constantFrom(...ids), display: fc.constantFrom('A', 'B') },
  { requiredKeys: ['value'] },
)
const members = fc.array(member, { maxLength: 4 })
const memberOperation = fc.oneof(
  fc.record({
    op: fc.constantFrom('add', 'replace'),
    path: fc.constant('members'),
    value: members,
  }),
  fc.record({ op: fc.constant('remove'), path: fc.constant('members'), value: members }),
  fc.record({
    op: fc.constant('remove'),
    path: fc.constantFrom(...ids.map((id) => `members[value eq "${id}"]`)),
  }),
  fc.record({ op: fc.constant('remove'), path: fc.constant('members') }),
  fc.record({
    op: fc.constant('replace'),
    value: fc.record({ members, displayName: fc.string({ minLength: 1 }) }),
  }),
)

/** What a store makes of its rows. */
const applyDelta = (rows: readonly string[], delta: MemberDelta): string[] | undefined => {
  if (delta.mustMatch?.some((value) => !rows.includes(value))) return undefined
  const kept = delta.replaceAll ? [] : rows.filter((value) => !delta.remove.includes(value))
  return [...new Set([...kept, ...delta.add.map(({ value }) => value)])]
}

const attempt = <T>(run: () => T): T | undefined => {
  try {
    return run()
  } catch (error) {
    if (isScimError(error)) return undefined
    throw error
  }
}

describe('members', () => {
  test.each(['rfc', 'entra'] as const)(
    'planning and applying the delta gives what patching the loaded group gives (%s)',
    (name) => {
      const options = { resourceType: GroupResourceType, profile: profiles[name] }
      fc.assert(
        fc.property(
          fc.uniqueArray(fc.constantFrom(...ids)),
          fc.array(memberOperation, { minLength: 1, maxLength: 4 }),
          (rows, operations) => {
            const plan = attempt(() => planMembers(operations, options))
            if (!plan?.members) return
            const group = {
              displayName: 'Crew',
              ...(rows.length > 0 && { members: rows.map((value) => ({ value })) }),
            }
            const whole = attempt(() => applyPatch(group, operations, options))
            const planned = applyDelta(rows, plan.members)
            const after = whole && ((whole.resource.members ?? []) as { value: string }[])
            expect(planned?.sort()).toEqual(after?.map(({ value }) => value).sort())
          },
        ),
        { numRuns: 1500 },
      )
    },
  )
})

const leaf = fc.oneof(
  fc.string(),
  fc.boolean(),
  fc.integer(),
  fc.constant(null),
  fc.array(
    fc.record({ value: fc.string(), type: fc.constantFrom('work', 'home'), primary: fc.boolean() }),
    {
      maxLength: 3,
    },
  ),
  fc.record({ givenName: fc.string(), familyName: fc.string() }),
)
const userOperation = fc.record(
  {
    op: fc.constantFrom('add', 'remove', 'replace'),
    path: fc.constantFrom(
      'userName',
      'displayName',
      'active',
      'name',
      'name.givenName',
      'emails',
      'emails[type eq "work"]',
      'emails[type eq "work"].value',
      'emails[primary eq true].type',
      'roles',
      'groups',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department',
    ),
    value: leaf,
  },
  { requiredKeys: ['op', 'path'] },
)

describe('users', () => {
  const options = { resourceType: UserResourceType }
  const frozen = freezeDeep(structuredClone(barbara))

  test('all operations apply or none, the input stays, and untouched parts are the same objects', () => {
    fc.assert(
      fc.property(fc.array(userOperation, { minLength: 1, maxLength: 4 }), (operations) => {
        const result = attempt(() => applyPatch(frozen, freezeDeep(operations), options))
        expect(frozen).toEqual(barbara)
        if (!result) return
        const { resource, changed, changes } = result
        expect(changed).toBe(changes.length > 0)
        if (!changed) expect(resource).toBe(frozen)
        const roots = new Set(changes.map(({ path }) => path.split(/[.[]/)[0]))
        if (!roots.has('emails')) expect(resource.emails).toBe(frozen.emails)
        if (!roots.has('name')) expect(resource.name).toBe(frozen.name)
        const primaries = (resource.emails ?? []).filter(({ primary }) => primary)
        expect(primaries.length).toBeLessThanOrEqual(1)
      }),
      { numRuns: 3000 },
    )
  })

  test('an add or replace that succeeded changes nothing when it is sent again', () => {
    fc.assert(
      fc.property(
        userOperation.filter(({ op, path }) => op !== 'remove' && !path.includes('[')),
        (operation) => {
          const first = attempt(() => applyPatch(frozen, [operation], options))
          // What is never shown always counts as set again.
          if (!first) return
          const again = applyPatch(first.resource, [operation], options)
          expect(again.resource).toBe(first.resource)
        },
      ),
      { numRuns: 2000 },
    )
  })

  test('one by one gives the same as all at once', () => {
    fc.assert(
      fc.property(fc.array(userOperation, { minLength: 2, maxLength: 4 }), (operations) => {
        const once = attempt(() => applyPatch(frozen, operations, options))
        if (!once) return
        const stepwise = operations.reduce<object>(
          (resource, operation) => applyPatch(resource, [operation], options).resource,
          frozen,
        )
        expect(once.resource).toEqual(stepwise)
      }),
      { numRuns: 1500 },
    )
  })
})

describe('schemas made at random', () => {
  const name = fc.stringMatching(/^[a-z][a-zA-Z0-9]{1,8}$/)
  const values = {
    string: 'x',
    boolean: true,
    integer: 3,
    decimal: 0.5,
    dateTime: '2026-11-26T00:00:00Z',
  }
  const types = Object.keys(values) as (keyof typeof values)[]

  test('what is set by path is there, under its defined name, and gone after remove', () => {
    fc.assert(
      fc.property(name, fc.constantFrom(...types), fc.boolean(), (attribute, type, multiValued) => {
        const schema = defineSchema({
          id: 'urn:example:params:scim:schemas:extension:random:1.0:User',
          name: 'Random',
          attributes: { [attribute]: { type, multiValued } },
        })
        const resourceType = defineResourceType({
          name: 'User',
          endpoint: '/Users',
          schema: User,
          schemaExtensions: [{ schema, required: false }],
        })
        const path = `${schema.id}:${attribute.toUpperCase()}`
        const set = applyPatch(barbara, [{ op: 'add', path, value: values[type] }], {
          resourceType,
        })
        const stored = multiValued ? [values[type]] : values[type]
        expect(set.resource).toHaveProperty([schema.id], { [attribute]: stored })
        const gone = applyPatch(set.resource, [{ op: 'remove', path }], { resourceType })
        expect(gone.resource).not.toHaveProperty([schema.id])
      }),
      { numRuns: 300 },
    )
  })
})
