import { describe, expect, test } from 'vitest'
import { type DiffOptions, diffDirectories } from './diff-directories.ts'
import { planSummary } from './plan-summary.ts'

const there = (id: string, more: object = {}) => ({
  id,
  userName: `${id}@x`,
  active: true,
  ...more,
})
const wanted = (name: string, more: object = {}) => ({ userName: `${name}@x`, ...more })

const diff = (
  users: object[],
  actual: object[],
  {
    complete = true,
    groups,
    actualGroups = [],
    ...options
  }: DiffOptions & {
    complete?: boolean
    groups?: (object & { members?: string[] })[]
    actualGroups?: object[]
  } = {},
) =>
  diffDirectories(
    {
      desired: { users, ...(groups && { groups }) },
      actual: {
        users: { resources: actual as Record<string, unknown>[], complete },
        groups: { resources: actualGroups as Record<string, unknown>[], complete },
      },
    },
    { maxDeletes: 100, ...options },
  )

describe('users', () => {
  test('are created, changed, and left alone', () => {
    const plan = diff(
      [wanted('a'), wanted('b', { title: 'VP' }), wanted('c')],
      [there('b'), there('c')],
    )
    expect(plan.operations).toEqual([
      { type: 'create', resource: 'User', key: 'a@x', body: { userName: 'a@x', active: true } },
      {
        type: 'adopt',
        resource: 'User',
        key: 'b@x',
        id: 'b',
        operations: [{ op: 'replace', path: 'title', value: 'VP' }],
      },
    ])
    expect(plan.unchanged).toBe(1)
  })

  test('matched by externalId are changed, matched by userName alone are adopted', () => {
    const desired = [wanted('A', { externalId: 'e1' }), wanted('b', { externalId: 'e2' })]
    const plan = diff(desired, [there('x', { externalId: 'e1' }), there('b')])
    expect(plan.operations).toMatchObject([
      { type: 'patch', id: 'x', operations: [{ path: 'userName', value: 'A@x' }] },
      { type: 'adopt', id: 'b', operations: [{ path: 'externalId', value: 'e2' }] },
    ])
  })

  test('userName is matched without regard to case, externalId with', () => {
    const byName = diff([wanted('B')], [there('b')])
    expect(byName.operations).toMatchObject([{ type: 'adopt', id: 'b' }])
    const byId = diff([{ externalId: 'E1' }], [there('b', { externalId: 'e1' })], {
      deletes: 'none',
    })
    expect(byId.operations).toMatchObject([{ type: 'create' }])
  })

  test('who come back are active again, without asking for it', () => {
    const plan = diff([wanted('a')], [there('a', { active: false })])
    expect(plan.operations).toMatchObject([
      { operations: [{ op: 'replace', path: 'active', value: true }] },
    ])
  })

  test('who are gone are deactivated, once; deleted, or left alone, when that is asked for', () => {
    const actual = [there('a'), there('b', { active: false })]
    expect(diff([], actual).operations).toEqual([
      { type: 'deactivate', resource: 'User', key: 'a@x', id: 'a' },
    ])
    expect(diff([], actual, { deletes: 'delete' }).operations).toMatchObject([
      { type: 'delete', id: 'a' },
      { type: 'delete', id: 'b' },
    ])
    expect(diff([], actual, { deletes: 'none' }).operations).toEqual([])
  })

  test('who are to be kept are', () => {
    const plan = diff([], [there('a'), there('admin')], { keep: ({ id }) => id === 'admin' })
    expect(plan.operations).toMatchObject([
      { type: 'deactivate', id: 'a' },
      { type: 'skip', key: 'admin@x', reason: 'kept' },
    ])
  })

  test('are not taken for gone because a listing may lack somebody', () => {
    const plan = diff([wanted('b')], [there('a')], { complete: false, deletes: 'delete' })
    expect(plan.operations).toMatchObject([
      { type: 'skip', reason: 'listing-not-complete' },
      { type: 'create' },
    ])
    expect(planSummary(plan)).toMatchObject({ delete: 0, skipped: { 'listing-not-complete': 1 } })
  })

  test('desired twice, or found twice, are left for people to look at', () => {
    const twins = [there('a', { externalId: 'e' }), there('b', { externalId: 'e' })]
    const plan = diff([wanted('c', { externalId: 'e' }), wanted('d'), wanted('D')], twins)
    expect(plan.operations).toMatchObject([
      { type: 'skip', key: 'e', reason: 'ambiguous' },
      { type: 'create', key: 'd@x' },
      { type: 'skip', key: 'd@x', reason: 'duplicate' },
    ])
  })

  test('without anything to be matched by are a mistake', () => {
    expect(() => diff([{ title: 'VP' }], [])).toThrow('externalId, userName')
  })
})

describe('members', () => {
  const crew = (members: string[]) => [{ displayName: 'Crew', members }]
  const actualCrew = (...ids: string[]) => [
    { id: 'g', displayName: 'Crew', members: ids.map((value) => ({ value })) },
  ]

  test('are added and removed as a difference; by id, or by key where there is none yet', () => {
    const plan = diff([wanted('a'), wanted('b'), wanted('new')], [there('a'), there('b')], {
      groups: crew(['b@x', 'NEW@x', 'b@x']),
      actualGroups: actualCrew('a'),
    })
    expect(plan.operations.slice(1)).toEqual([
      {
        type: 'memberAdd',
        resource: 'Group',
        key: 'crew',
        id: 'g',
        members: [{ id: 'b' }, { key: 'new@x' }],
      },
      { type: 'memberRemove', resource: 'Group', key: 'crew', id: 'g', members: [{ id: 'a' }] },
    ])
  })

  test('of a new group come after it', () => {
    const plan = diff([wanted('a')], [there('a')], { groups: crew(['a@x']) })
    expect(plan.operations).toEqual([
      { type: 'create', resource: 'Group', key: 'crew', body: { displayName: 'Crew' } },
      { type: 'memberAdd', resource: 'Group', key: 'crew', members: [{ id: 'a' }] },
    ])
  })

  test('are not removed while one is unknown, or a listing may lack somebody', () => {
    const options = { groups: crew(['who@x']), actualGroups: actualCrew('a') }
    const unknown = diff([wanted('a')], [there('a')], options)
    expect(unknown.operations).toMatchObject([{ type: 'skip', reason: 'unknown-member' }])
    const partial = diff([wanted('a')], [there('a')], {
      groups: crew([]),
      actualGroups: actualCrew('a'),
      complete: false,
    })
    expect(partial.operations).toMatchObject([{ type: 'skip', reason: 'listing-not-complete' }])
  })

  test('of a group that mentions none are left alone', () => {
    const groups = [{ displayName: 'Crew' }]
    expect(diff([], [], { groups, actualGroups: actualCrew('a') }).operations).toEqual([])
  })

  test('groups nobody desires stay, unless they are to be deleted', () => {
    const options = { groups: [], actualGroups: actualCrew() }
    expect(diff([], [], options).operations).toEqual([])
    expect(diff([], [], { ...options, groupDeletes: 'delete' }).operations).toMatchObject([
      { type: 'delete', resource: 'Group', id: 'g' },
    ])
  })
})

test('the same input gives the same plan, which survives JSON', () => {
  const make = () => diff([wanted('a')], [there('b')])
  expect(make()).toEqual(make())
  expect(make().id).not.toBe(diff([wanted('c')], [there('b')]).id)
  expect(JSON.parse(JSON.stringify(make()))).toEqual(make())
})

test.each([
  [1, 1],
  ['5%', 3],
  ['0%', 0],
] as const)('maxDeletes %s of 50 allows %i', (maxDeletes, allowed) => {
  const actual = Array.from({ length: 50 }, (_, index) => there(`u${index}`))
  const plan = diff([], actual, { maxDeletes })
  expect(planSummary(plan)).toMatchObject({
    destructive: 50,
    allowedDeletes: allowed,
    blocked: true,
  })
  expect(() => diff([], [], { maxDeletes: 'x%' as '1%' })).toThrow('maxDeletes')
})
