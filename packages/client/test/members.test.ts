import { describe, expect, test } from 'vitest'
import { createScimClient, type Target } from '../src/index.ts'
import { connect, group } from './connect.ts'
import { type Answering, BASE, fault, scim, useIntercept } from './intercept.ts'

const intercept = useIntercept()
const ids = (count: number, prefix = 'm') =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`)

describe('members against the server', () => {
  const start = async (members: readonly string[]) => {
    const { scim, seen } = connect()
    const { id } = await scim.groups().create(group('Crew'))
    const client = scim.groups().members(id)
    await client.add(members)
    return { client, patches: () => seen.filter(({ method }) => method === 'PATCH').length }
  }

  test('a change is sent as a difference', async () => {
    const { client, patches } = await start(['a', 'b', 'c'])
    expect(await client.sync(['b', 'c', 'd'])).toEqual({ add: ['d'], remove: ['a'] })
    expect((await client.list()).sort()).toEqual(['b', 'c', 'd'])
    expect(patches()).toBe(3)
    expect(await client.sync(['d', 'c', 'b'])).toEqual({ add: [], remove: [] })
    expect(patches()).toBe(3)
  })

  test('a dry run changes nothing', async () => {
    const { client } = await start(['a'])
    expect(await client.sync(['b'], { dryRun: true })).toEqual({ add: ['b'], remove: ['a'] })
    expect(await client.list()).toEqual(['a'])
  })

  test('many go in portions of 100, and progress is told', async () => {
    const { client, patches } = await start([])
    const progress: number[] = []
    await client.add(ids(250), { onProgress: ({ done }) => progress.push(done) })
    expect(progress).toEqual([100, 200, 250])
    expect(patches()).toBe(3)
    await client.remove(ids(250))
    expect(await client.list()).toEqual([])
  })

  test('a name that breaks out of a filter is removed like any other', async () => {
    const strange = 'a"] or members[value eq "b'
    const { client } = await start([strange, 'b'])
    await client.remove([strange])
    expect(await client.list()).toEqual(['b'])
  })
})

describe('members and what servers bear', () => {
  const start = (answering: Answering, target?: Target) => {
    const seen = intercept(answering)
    const options = { baseUrl: BASE, auth: 'secret', ...(target && { target }) }
    const sizes = () =>
      seen
        .filter(({ method }) => method === 'PATCH')
        .map(({ body }) => body.Operations[0].value?.length ?? body.Operations.length)
    return { client: createScimClient(options).groups().members('g1'), seen, sizes }
  }

  test.each([
    ['413', () => fault(413)],
    ['tooMany', () => fault(400, 'tooMany')],
  ])('%s: the portion is halved, and stays so', async (_, refuse) => {
    const { client, sizes } = start(({ body }) =>
      body.Operations[0].value.length > 30 ? refuse() : scim(204),
    )
    await client.add(ids(60))
    expect(sizes()).toEqual([60, 30, 30])
  })

  test('one member that is too many is an error; what was done before stays told', async () => {
    const { client } = start(({ body }) =>
      body.Operations[0].value.some(({ value }: { value: string }) => value === 'm2')
        ? fault(413)
        : scim(204),
    )
    const progress: number[] = []
    const adding = client.add(ids(4), { onProgress: ({ done }) => progress.push(done) })
    await expect(adding).rejects.toMatchObject({ status: 413 })
    expect(progress).toEqual([2])
  })

  test('the target says how many, and in which form they are removed', async () => {
    const target = { name: 'mine', maxMembers: 2, removeMembers: 'values' } as const
    const { client, seen, sizes } = start(() => scim(204), target)
    await client.remove(ids(3))
    expect(sizes()).toEqual([2, 1])
    expect(seen[0]?.body.Operations).toEqual([
      { op: 'remove', path: 'members', value: [{ value: 'm0' }, { value: 'm1' }] },
    ])
  })

  test('one who is gone already does not keep the others in', async () => {
    const { client, seen } = start(({ method, body }) => {
      if (method === 'GET') return scim(200, { id: 'g1', members: [{ value: 'b' }] })
      return body.Operations.length > 1 ? fault(400, 'noTarget') : scim(204)
    })
    await client.remove(['a', 'b'])
    expect(seen.at(-1)?.body.Operations).toEqual([{ op: 'remove', path: 'members[value eq "b"]' }])
  })

  test('an add of members is tried again, since it is told apart by its value', async () => {
    const { client, seen } = start((_, index) => (index === 0 ? Response.error() : scim(204)))
    await client.add(['a'])
    expect(seen).toHaveLength(2)
  })
})
