import { parseFilter } from '@scimwright/engine'
import { defineResourceType, GroupResourceType, UserResourceType } from '@scimwright/types'
import { describe, expect, it } from 'vitest'
import type { Describe } from '../src/durable-store.ts'
import { type Engine, engines, stopServerAtTheEnd } from './engines.ts'
import {
  createGroup,
  createUser,
  DIRECTORY,
  describeEverything,
  group,
  update,
  user,
} from './resources.ts'

stopServerAtTheEnd()

const openStore = async ({ createDatabase }: Engine, options: { describe?: Describe } = {}) =>
  (await createDatabase()).open(options)

describe.each(engines)('resources on $name', (engine) => {
  it('gives back what was created, in its own directory only', async () => {
    const store = await openStore(engine)
    const ada = user('u1', { active: true, emails: [{ value: 'Ada@Example.com', type: 'work' }] })
    expect(await store.write(DIRECTORY, createUser(ada))).toEqual({
      outcome: 'written',
      resource: ada,
    })
    expect(await store.get(DIRECTORY, UserResourceType, 'u1')).toEqual(ada)
    expect(await store.get('dir_2', UserResourceType, 'u1')).toBeUndefined()
    expect(await store.get(DIRECTORY, GroupResourceType, 'u1')).toBeUndefined()
  })

  it('keeps everything when it is closed and opened again', async () => {
    const database = await engine.createDatabase()
    const first = await database.open()
    await first.write(DIRECTORY, createUser(user('u1')))
    await first.close()
    const second = await database.open()
    expect(await second.get(DIRECTORY, UserResourceType, 'u1')).toEqual(user('u1'))
  })

  it('compares and sets the version', async () => {
    const store = await openStore(engine)
    await store.write(DIRECTORY, createUser(user('u1')))
    const next = user('u1', { displayName: 'Ada' }, 2)
    expect((await store.write(DIRECTORY, update(UserResourceType, next))).outcome).toBe('written')
    expect((await store.write(DIRECTORY, update(UserResourceType, next))).outcome).toBe('conflict')
    const unknown = update(UserResourceType, user('u2', {}, 2))
    expect((await store.write(DIRECTORY, unknown)).outcome).toBe('missing')
    const wrongType = update(GroupResourceType, group('u1', {}, 3))
    expect((await store.write(DIRECTORY, wrongType)).outcome).toBe('missing')
    expect(await store.get(DIRECTORY, UserResourceType, 'u1')).toEqual(next)
  })

  it('refuses a second userName that differs in case or spelling only, and keeps nothing of it', async () => {
    const store = await openStore(engine, { describe: describeEverything })
    await store.write(DIRECTORY, createUser(user('u1', { userName: 'ren\u00e9' })))
    const second = store.write(DIRECTORY, createUser(user('u2', { userName: 'REN\u0045\u0301' })))
    await expect(second).rejects.toMatchObject({ status: 409, scimType: 'uniqueness' })
    await expect(second).rejects.toThrow(/^userName: /)
    expect(await store.get(DIRECTORY, UserResourceType, 'u2')).toBeUndefined()
    expect(await store.events(DIRECTORY, { after: 0, limit: 10 })).toHaveLength(1)
    const elsewhere = createUser(user('u2', { userName: 'ren\u00e9' }))
    expect((await store.write('dir_2', elsewhere)).outcome).toBe('written')
  })

  it('frees the values of a deleted or renamed resource', async () => {
    const store = await openStore(engine)
    await store.write(DIRECTORY, createUser(user('u1', { userName: 'ada' })))
    await store.write(DIRECTORY, update(UserResourceType, user('u1', { userName: 'ada2' }, 2)))
    await store.write(DIRECTORY, createUser(user('u2', { userName: 'ADA' })))
    await store.write(DIRECTORY, {
      operation: 'delete',
      resourceType: UserResourceType,
      id: 'u2',
    })
    const third = await store.write(DIRECTORY, createUser(user('u3', { userName: 'Ada' })))
    expect(third.outcome).toBe('written')
  })
})

describe.each(engines)('members on $name', (engine) => {
  it('are rows: added and removed one by one, and never twice', async () => {
    const store = await openStore(engine, { describe: describeEverything })
    await store.write(DIRECTORY, createUser(user('u1')))
    await store.write(DIRECTORY, createGroup(group('g1', { members: [{ value: 'u1' }] })))
    const members = { replaceAll: false, add: [{ value: 'u1' }], remove: ['nobody'] }
    const nothing = update(GroupResourceType, group('g1', {}, 2), { changes: [], members })
    expect((await store.write(DIRECTORY, nothing)).outcome).toBe('unchanged')
    const more = { replaceAll: false, add: [{ value: 'u1' }, { value: 'u2' }], remove: [] }
    await store.write(
      DIRECTORY,
      update(GroupResourceType, group('g1', {}, 2), { changes: [], members: more }),
    )
    expect(await store.get(DIRECTORY, GroupResourceType, 'g1')).toEqual(
      group('g1', { members: [{ value: 'u1' }, { value: 'u2' }] }, 2),
    )
    expect(await store.get(DIRECTORY, UserResourceType, 'u1')).toEqual(
      user('u1', { groups: [{ value: 'g1', display: 'Group g1', type: 'direct' }] }),
    )
    const events = await store.events(DIRECTORY, { after: 2, limit: 10 })
    expect(events.map(({ body }) => JSON.parse(body).membersAdded)).toEqual([[{ value: 'u2' }]])
  })

  it('must be there where the change says so, or nothing of it is stored', async () => {
    const store = await openStore(engine)
    const created = group('g1', { members: [{ value: 'u1' }] })
    await store.write(DIRECTORY, createGroup(created))
    const members = {
      replaceAll: false,
      add: [{ value: 'u3' }],
      remove: ['u1'],
      mustMatch: ['u1', 'u2'],
    }
    const next = update(GroupResourceType, group('g1', {}, 2), { changes: [], members })
    await expect(store.write(DIRECTORY, next)).rejects.toMatchObject({ scimType: 'noTarget' })
    expect(await store.get(DIRECTORY, GroupResourceType, 'g1')).toEqual(created)
    const there = { ...next, members: { ...members, mustMatch: ['u1'] } }
    expect((await store.write(DIRECTORY, there)).outcome).toBe('written')
  })

  it('are counted no further than asked', async () => {
    const store = await openStore(engine)
    const members = ['u1', 'u2', 'u3'].map((value) => ({ value }))
    await store.write(DIRECTORY, createGroup(group('g1', { members })))
    expect(await store.hasMoreMembers(DIRECTORY, 'g1', 2)).toBe(true)
    expect(await store.hasMoreMembers(DIRECTORY, 'g1', 3)).toBe(false)
    expect(await store.hasMoreMembers('dir_2', 'g1', 0)).toBe(false)
  })

  it('are replaced by set difference: who stays keeps its row', async () => {
    const store = await openStore(engine, { describe: describeEverything })
    const members = ['u1', 'u2', 'u3'].map((value) => ({ value, type: 'User' }))
    await store.write(DIRECTORY, createGroup(group('g1', { members })))
    const add = [{ value: 'u4' }, { value: 'u3', $ref: 'https://x' }, { value: 'u1' }]
    const result = await store.write(
      DIRECTORY,
      update(GroupResourceType, group('g1', {}, 2), {
        changes: [],
        members: { replaceAll: true, add, remove: [] },
      }),
    )
    const [first, , third] = members
    expect(result).toMatchObject({ resource: { members: [first, third, { value: 'u4' }] } })
    const [event] = await store.events(DIRECTORY, { after: 1, limit: 9 })
    expect(JSON.parse(event?.body ?? '')).toMatchObject({
      membersAdded: [{ value: 'u4' }],
      membersRemoved: [{ value: 'u2', type: 'User' }],
    })
  })

  it('leave with the user they name, and their groups are described as changed', async () => {
    const store = await openStore(engine, { describe: describeEverything })
    await store.write(DIRECTORY, createUser(user('u1')))
    await store.write(DIRECTORY, createGroup(group('g1', { members: [{ value: 'u1' }] })))
    await store.write(DIRECTORY, {
      operation: 'delete',
      resourceType: UserResourceType,
      id: 'u1',
      expectedVersion: 'W/"1"',
    })
    const left = await store.get(DIRECTORY, GroupResourceType, 'g1')
    expect(left).not.toHaveProperty('members')
    expect(left?.meta.version).toBe('W/"2"')
    const events = await store.events(DIRECTORY, { after: 2, limit: 10 })
    expect(events.map(({ sequence, type }) => [sequence, type])).toEqual([
      [3, 'User.delete'],
      [4, 'Group.update'],
    ])
    expect(events.map(({ body }) => JSON.parse(body))).toMatchObject([
      { version: 2, before: { groups: [{ value: 'g1' }] } },
      { version: 2, cause: 'delete', membersRemoved: [{ value: 'u1' }] },
    ])
  })
})

describe.each(engines)('lists on $name', (engine) => {
  it('come in pages, by creation, with the total beside an empty page too', async () => {
    const store = await openStore(engine)
    for (const id of ['c', 'a', 'b']) await store.write(DIRECTORY, createUser(user(id)))
    const page = (startIndex: number, count: number) =>
      store.list(DIRECTORY, { resourceTypes: [UserResourceType], startIndex, count })
    expect(await page(2, 5)).toMatchObject({ totalResults: 3, resources: [user('a'), user('b')] })
    expect(await page(9, 5)).toEqual({ totalResults: 3, resources: [] })
    expect(await page(1, 0)).toEqual({ totalResults: 3, resources: [] })
  })

  it('go on after the last place of a page, whatever was deleted meanwhile', async () => {
    const store = await openStore(engine)
    for (const id of ['a', 'b', 'c', 'd']) await store.write(DIRECTORY, createUser(user(id)))
    const query = { resourceTypes: [UserResourceType], startIndex: 1, count: 2 }
    const first = await store.list(DIRECTORY, query)
    expect(first.resources).toEqual([user('a'), user('b')])
    await store.write(DIRECTORY, { operation: 'delete', resourceType: UserResourceType, id: 'a' })
    const after = first.last ?? 0
    const second = await store.list(DIRECTORY, { ...query, after })
    expect(second).toMatchObject({ totalResults: 3, resources: [user('c'), user('d')] })
    const filter = parseFilter('id eq "d"')
    const found = await store.list(DIRECTORY, { ...query, after, filter })
    expect(found).toMatchObject({ totalResults: 1, resources: [user('d')] })
    const end = await store.list(DIRECTORY, { ...query, after: second.last ?? 0 })
    expect(end).toEqual({ totalResults: 3, resources: [] })
  })

  it('go on after the last place where an index finds many, too', async () => {
    const store = await openStore(engine)
    for (const id of ['a1', 'b', 'a2', 'a3']) await store.write(DIRECTORY, createUser(user(id)))
    const filter = parseFilter('userName sw "a"')
    const query = { resourceTypes: [UserResourceType], startIndex: 1, count: 2, filter }
    const first = await store.list(DIRECTORY, query)
    const second = await store.list(DIRECTORY, { ...query, after: first.last ?? 0 })
    expect(first.resources).toEqual([user('a1'), user('a2')])
    expect(second).toMatchObject({ totalResults: 3, resources: [user('a3')] })
  })

  it('sort types together whose attribute of one name is a number here and a text there', async () => {
    const store = await openStore(engine)
    const typeOf = (name: string, type: 'integer' | 'string') =>
      defineResourceType({
        name,
        endpoint: `/${name}s`,
        schema: { id: `urn:example:${name}`, attributes: { rank: { type } } },
      })
    const numbered = typeOf('Numbered', 'integer')
    const named = typeOf('Named', 'string')
    for (const [resourceType, rank] of [
      [numbered, 7],
      [named, 'seven'],
    ] as const)
      await store.write(DIRECTORY, {
        operation: 'create',
        resourceType,
        resource: { ...user(resourceType.name), schemas: [resourceType.schema.id], rank },
      })
    const query = { resourceTypes: [numbered, named], sortBy: 'rank', startIndex: 1, count: 9 }
    const { resources } = await store.list(DIRECTORY, query)
    expect(resources.map(({ rank }) => rank)).toEqual([7, 'seven'])
  })
})
