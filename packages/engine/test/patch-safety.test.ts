import { GroupResourceType, isScimError, User, UserResourceType } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { applyPatch, normalizeResource, planMembers, profiles } from '../src/index.ts'
import { freezeDeep } from './freeze-deep.ts'
import { createMutations, recordedPatches } from './mutations.ts'
import { barbara } from './patching.ts'

const inherited = [...Object.getOwnPropertyNames(Object.prototype), 'prototype']
const options = { resourceType: UserResourceType }
const user = freezeDeep(structuredClone(barbara))

const scimErrorOf = (run: () => unknown) => {
  try {
    run()
  } catch (error) {
    if (isScimError(error)) return error
    throw error
  }
  throw new Error('no error')
}

const objectWith = (key: string, value: unknown): object =>
  JSON.parse(`{${JSON.stringify(key)}:${JSON.stringify(value)}}`)

describe.each(inherited)('the name %s', (name) => {
  const paths = [
    name,
    `name.${name}`,
    `emails[type eq "work"].${name}`,
    `urn:x:${name}:y`,
    `${name}.x`,
  ]

  test('as a path names no attribute', () => {
    for (const path of paths) {
      const { scimType } = scimErrorOf(() =>
        applyPatch(user, [{ op: 'add', path, value: { x: 'y' } }], options),
      )
      expect(scimType).toBe('invalidPath')
    }
  })

  test('as a path changes nothing in the most lenient profile either', () => {
    const profile = profiles.generic
    for (const path of paths)
      try {
        const operations = [{ op: 'add', path, value: 'y' }]
        expect(applyPatch(user, operations, { ...options, profile }).resource).toBe(user)
      } catch (error) {
        expect(error).toMatchObject({ scimType: 'invalidPath' })
      }
  })

  test('in a filter of a path is invalidFilter', () => {
    const path = `emails[${name} eq "x"]`
    expect(scimErrorOf(() => applyPatch(user, [{ op: 'remove', path }], options)).scimType).toBe(
      'invalidFilter',
    )
  })

  test('as a key is left out of values, lists of removal and bodies', () => {
    const element = { value: 'x@example.com', ...objectWith(name, { x: 1 }) }
    const added = applyPatch(user, [{ op: 'add', path: 'emails', value: [element] }], options)
    expect(Object.keys(added.resource.emails[2] ?? {})).toEqual(['value'])
    const listed = [{ op: 'remove', path: 'emails', value: [objectWith(name, 'x')] }]
    expect(applyPatch(user, listed, options).resource).toBe(user)
    const body = {
      schemas: [User.id],
      userName: 'u',
      name: objectWith(name, 'x'),
      ...objectWith(name, 1),
    }
    const { resource } = normalizeResource(body, { resourceType: UserResourceType, mode: 'create' })
    expect(Object.keys(resource)).toEqual(['schemas', 'userName'])
    expect(Object.keys(Object.prototype)).toEqual([])
  })
})

describe('input of any size and shape', () => {
  const nested = (depth: number): unknown => {
    let value: unknown = 'x'
    for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { value }
    return value
  }

  test.each(Object.keys(profiles) as (keyof typeof profiles)[])(
    'deep nesting is refused or left out (%s)',
    (name) => {
      const deep = nested(20_000)
      const profile = profiles[name]
      for (const path of ['emails', 'name', 'displayName', 'roles'])
        for (const op of ['add', 'replace', 'remove'])
          try {
            applyPatch(user, [{ op, path, value: [deep] }], { ...options, profile })
          } catch (error) {
            expect(isScimError(error)).toBe(true)
          }
    },
  )

  test('a path-less value with more names than any schema has is refused', () => {
    const value = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`a${index}`, 1]))
    const error = scimErrorOf(() => applyPatch(user, [{ op: 'add', value }], options))
    expect(error.scimType).toBe('invalidValue')
  })

  test('a body of nothing but unknown names is told of a hundred times at most', () => {
    const names = Array.from({ length: 5000 }, (_, index) => [`a${index}`, 1])
    const body = { schemas: [User.id], userName: 'u', ...Object.fromEntries(names) }
    const { quirks } = normalizeResource(body, { resourceType: UserResourceType, mode: 'create' })
    expect(quirks).toHaveLength(100)
  })

  test('many elements without a value are told apart', () => {
    const value = Array.from({ length: 20_000 }, (_, index) => ({ locality: `L${index % 10_000}` }))
    const { resource } = applyPatch(user, [{ op: 'add', path: 'addresses', value }], options)
    expect((resource as { addresses?: unknown[] }).addresses).toHaveLength(10_000)
    const gone = applyPatch(resource, [{ op: 'remove', path: 'addresses', value }], options)
    expect(gone.resource).not.toHaveProperty('addresses')
  })

  test('what stands in brackets is not repeated in an error', () => {
    const secret = 'someone@example.com'
    for (const path of [
      `emails[value eq "${secret}"].type`,
      `groups[value eq "${secret}"]`,
      `nope[value eq "${secret}"]`,
    ]) {
      const error = scimErrorOf(() =>
        applyPatch(user, [{ op: 'replace', path, value: 'x' }], options),
      )
      expect(JSON.stringify(error)).not.toContain(secret)
    }
  })

  test('values are never repeated in an error', () => {
    const body = {
      schemas: [User.id],
      userName: 'u',
      password: { a: 'hunter2' },
      active: 'hunter2',
    }
    const error = scimErrorOf(() =>
      normalizeResource(body, { resourceType: UserResourceType, mode: 'create' }),
    )
    expect(JSON.stringify(error)).not.toContain('hunter2')
  })

  test.each([
    undefined,
    null,
    5,
    'x',
    [],
    {},
    [null],
    [5],
    [[]],
    [{}],
    [{ op: 5 }],
    [{ op: 'add', path: 5 }],
  ])('operations that are %j are refused', (operations) => {
    const error = scimErrorOf(() => applyPatch(user, operations as never, options))
    expect(error.status).toBe(400)
  })
})

describe('mutated recordings', () => {
  const words = [
    '__proto__',
    'constructor',
    'null',
    '[]',
    '{}',
    '"',
    '[',
    ']',
    '.',
    ':',
    'eq',
    '\\u0000',
    '1e999',
    '"value"',
    '"path"',
    'members',
    'emails',
    'true',
    ',',
  ]

  test.each(['rfc', 'generic'] as const)(
    '25,000 of them end well or in a SCIM error (%s)',
    (name) => {
      const { below, pick, mutate } = createMutations(20261126)
      const profile = profiles[name]
      let parsed = 0
      for (let round = 0; round < 25_000; round += 1) {
        const text = mutate(pick(recordedPatches), { words, places: 3, longest: 6 })
        let operations: unknown
        try {
          operations = JSON.parse(text)
        } catch {
          operations = [
            {
              op: pick(['add', 'remove', 'replace']),
              path: text.slice(below(40), 90),
              value: text,
            },
          ]
        }
        parsed += 1
        for (const resourceType of [UserResourceType, GroupResourceType])
          try {
            planMembers(operations as never, { resourceType, profile })
            applyPatch(user, operations as never, { resourceType, profile })
          } catch (error) {
            if (!isScimError(error))
              throw new Error(`not a SCIM error for ${text}`, { cause: error })
          }
      }
      expect(parsed).toBe(25_000)
      expect(Object.keys(Object.prototype)).toEqual([])
    },
  )
})
