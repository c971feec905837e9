import type { CompareFilter, Filter, FilterValue, ValuePathFilter } from '@scimwright/engine'
import { UserResourceType } from '@scimwright/types'
import { expect, it } from 'vitest'
import { createUser, DIRECTORY, user } from '../../test/resources.ts'
import { temporaryStore } from '../../test/temporary-store.ts'

const span = { start: 0, end: 0 }
const term = (op: CompareFilter['op'], name: string, value: FilterValue, sub?: string): Filter => ({
  ...span,
  op,
  path: { name, ...(sub !== undefined && { sub }) },
  value,
})

it('selects by value, by element and by time', async () => {
  const store = temporaryStore()
  await store.write(
    DIRECTORY,
    createUser(
      user('u1', {
        active: true,
        emails: [{ value: 'Ada@x.com', type: 'work' }, { value: 'b@x.com' }],
      }),
    ),
  )
  await store.write(
    DIRECTORY,
    createUser(user('u2', { active: false, emails: [{ value: 'Ada@x.com', type: 'home' }] })),
  )
  const find = async (filter: Filter) =>
    (
      await store.list(DIRECTORY, {
        resourceTypes: [UserResourceType],
        filter,
        startIndex: 1,
        count: 10,
      })
    ).resources.map(({ id }) => id)
  expect(await find(term('eq', 'userName', 'U1@Example.com'))).toEqual(['u1'])
  expect(await find(term('ne', 'userName', 'U1@Example.com'))).toEqual(['u2'])
  expect(await find(term('sw', 'userName', 'U'))).toEqual(['u1', 'u2'])
  expect(await find(term('eq', 'active', false))).toEqual(['u2'])
  expect(await find(term('eq', 'emails', 'ada@X.com'))).toEqual(['u1', 'u2'])
  const work: ValuePathFilter = {
    ...span,
    op: 'valuePath',
    path: { name: 'emails' },
    filter: {
      ...span,
      op: 'and',
      filters: [term('eq', 'type', 'Work'), term('eq', 'value', 'ada@x.com')],
    },
  }
  expect(await find(work)).toEqual(['u1'])
  const not: ValuePathFilter = {
    ...span,
    op: 'valuePath',
    path: { name: 'emails' },
    filter: { ...span, op: 'not', filter: term('eq', 'type', 'Work') },
  }
  expect(await find(not)).toEqual(['u1', 'u2'])
  expect(await find({ ...span, op: 'pr', path: { name: 'emails' } })).toEqual(['u1', 'u2'])
  expect(await find(term('ge', 'meta', '2026-01-02T03:04:05.678+00:00', 'created'))).toEqual([
    'u1',
    'u2',
  ])
  expect(await find(term('gt', 'meta', '2026-01-02T03:04:05.678+00:00', 'created'))).toEqual([])
})
