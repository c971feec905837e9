import { createMemoryStore } from '@scimwright/server'
import { describe, expect, test } from 'vitest'
import {
  createMemoryJournal,
  openPlan,
  type PlanData,
  reconcile,
  type SyncOperation,
} from '../src/sync.ts'
import { connect } from './connect.ts'
import { desiredDirectory, stateOf } from './desired-directory.ts'

const retry = { maxRetries: 0 }

describe('a directory is brought in line', () => {
  test('from nothing, through changes, to nothing left to do', async () => {
    const { scim } = connect()
    const first = desiredDirectory({ users: 300, groups: 12 })
    await (await reconcile(scim, first)).apply()
    expect(await stateOf(scim)).toEqual(first.state)

    const second = desiredDirectory({ users: 310, groups: 12, gone: 10, title: 'Guide' })
    const plan = await reconcile(scim, second)
    expect(plan.summary()).toMatchObject({ create: 10, patch: 290, deactivate: 10, blocked: false })
    expect(await plan.apply({ concurrency: 8 })).toMatchObject({ failed: [], resumed: 0 })
    expect(await stateOf(scim)).toEqual(second.state)

    const third = await reconcile(scim, second)
    expect(third.operations).toEqual([])
    expect(third.summary().unchanged).toBe(300 + 12)
  })

  test('interrupted, and resumed from its journal by another process', async () => {
    const { scim, seen } = connect()
    const desired = desiredDirectory({ users: 200, groups: 10 })
    const plan = await reconcile(scim, desired)
    const journal = createMemoryJournal()
    const controller = new AbortController()
    const interrupted = plan.apply({
      journal,
      signal: controller.signal,
      onProgress: ({ done }) => {
        if (done === 90) controller.abort()
      },
    })
    await expect(interrupted).rejects.toThrow()
    const before = seen.length
    const { operations } = plan
    const again = openPlan(scim, JSON.parse(JSON.stringify(plan)) as PlanData)
    const { resumed, done, failed } = await again.apply({ journal })
    expect(failed).toEqual([])
    expect(resumed).toBeGreaterThanOrEqual(90)
    expect(resumed + done).toBe(operations.length)
    expect(seen.length - before).toBeLessThan(operations.length)
    expect(await stateOf(scim)).toEqual(desired.state)
    expect((await reconcile(scim, desired)).operations).toEqual([])
  })

  test('also when the answers of what was done got lost', async () => {
    const store = createMemoryStore()
    const { fetch } = connect({}, { store })
    let posts = 0
    const { scim } = connect({
      fetch: async (request) => {
        const response = await fetch(request)
        if (request.method === 'POST' && posts++ % 3 === 0) throw new TypeError('socket closed')
        return response
      },
    })
    const desired = desiredDirectory({ users: 30, groups: 3 })
    const { failed } = await (await reconcile(scim, desired)).apply()
    expect(failed).toEqual([])
    expect(await stateOf(scim)).toEqual(desired.state)
  })
})

describe('nothing is done that cannot be answered for', () => {
  test('more deletions than allowed: nothing at all is sent', async () => {
    const { scim, seen } = connect()
    const desired = desiredDirectory({ users: 40, groups: 0 })
    await (await reconcile(scim, desired)).apply()
    const plan = await reconcile(scim, { users: desired.users.slice(10) })
    const before = seen.length
    await expect(plan.apply()).rejects.toMatchObject({
      code: 'unsafe',
      message: expect.stringContaining('10'),
    })
    expect(seen).toHaveLength(before)
  })

  test('a server that lists half of them: nobody is deactivated', async () => {
    const { fetch, scim: direct } = connect()
    const desired = desiredDirectory({ users: 20, groups: 2 })
    await (await reconcile(direct, desired)).apply()
    const { scim } = connect({
      fetch: async (request) => {
        const response = await fetch(request)
        if (request.method !== 'GET' || !request.url.includes('/Users?')) return response
        const list = await response.json()
        const isFirst = !request.url.includes('startIndex=11')
        const Resources = isFirst ? list.Resources.slice(0, 10) : []
        return Response.json({ ...list, Resources, nextCursor: undefined })
      },
    })
    const plan = await reconcile(scim, { users: [], groups: [] }, { maxDeletes: '100%' })
    expect(plan.summary()).toMatchObject({ deactivate: 0, skipped: { 'listing-not-complete': 10 } })
  })

  test('one failure does not stop the others, unless that is asked for', async () => {
    const { scim: broken, seen } = connect({ retry })
    const bad = { schemas: [], userName: 'bad', emails: 'none' }
    const { users } = desiredDirectory({ users: 8, groups: 0 })
    const plan = await reconcile(broken, { users: [bad, ...users] })
    const before = seen.length
    await expect(plan.apply({ stopOnError: true, concurrency: 1 })).rejects.toMatchObject({
      status: 400,
    })
    expect(seen).toHaveLength(before + 1)
    const journal = createMemoryJournal()
    const { done, failed } = await plan.apply({ journal })
    expect(done).toBe(8)
    expect(failed).toMatchObject([{ operation: { key: 'bad' }, error: { status: 400 } }])
    const again = await plan.apply({ journal })
    expect([again.resumed, again.done, again.failed.length]).toEqual([8, 0, 1])
  })

  test('the journal of another plan is refused', async () => {
    const { scim } = connect()
    const journal = createMemoryJournal()
    await journal.append({ plan: 'other', index: 0, outcome: 'done' })
    const plan = await reconcile(scim, desiredDirectory({ users: 1, groups: 0 }))
    await expect(plan.apply({ journal })).rejects.toMatchObject({ code: 'configuration' })
  })

  test('a member who could not be created is an error of the group, and of nobody else', async () => {
    const { scim } = connect({ retry })
    const bad = { schemas: [], userName: 'bad', emails: 'none' }
    const { users } = desiredDirectory({ users: 1, groups: 0 })
    const groups = [
      {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
        displayName: 'A',
        members: ['bad'],
      },
      {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
        displayName: 'B',
        members: ['user0@example.com'],
      },
    ]
    const { failed } = await (await reconcile(scim, { users: [bad, ...users], groups })).apply()
    const kinds = failed.map(({ operation }: { operation: SyncOperation }) => operation.type)
    expect(kinds).toEqual(['create', 'memberAdd'])
    expect((await stateOf(scim)).groups).toEqual({ A: [], B: ['user0@example.com'] })
  })

  test('who is gone when the plan comes to it has been deleted', async () => {
    const { scim } = connect()
    const desired = desiredDirectory({ users: 2, groups: 0 })
    await (await reconcile(scim, desired)).apply()
    const options = { deletes: 'delete', maxDeletes: 5 } as const
    const plan = await reconcile(scim, { users: [] }, options)
    for (const { id } of (await scim.users().list().snapshot()).resources)
      await scim.users().delete(id)
    expect(await plan.apply()).toMatchObject({ done: 2, failed: [] })
  })
})
