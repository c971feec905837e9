import { describe, expect, test } from 'vitest'
import { createScimClient, type ListParameters } from '../src/index.ts'
import { type Answering, BASE, fault, scim, useIntercept } from './intercept.ts'

const intercept = useIntercept()
const people = (ids: readonly string[]) => ids.map((id) => ({ id, userName: id }))
const page = (ids: readonly string[], totalResults?: number) =>
  scim(200, { ...(totalResults !== undefined && { totalResults }), Resources: people(ids) })

const start = (answering: Answering) => {
  const seen = intercept(answering)
  const users = createScimClient({ baseUrl: BASE, auth: 'secret' }).users()
  return {
    users,
    starts: () => seen.map(({ query }) => query.get('startIndex')),
    ids: async (parameters: ListParameters<{ userName: string }> = { count: 2 }) =>
      (await users.list(parameters).toArray({ limit: 1000 })).map(({ id }) => id),
    seen,
  }
}

/** A server that pages as it should. */
const honest =
  (all: readonly string[]): Answering =>
  ({ query }) => {
    const from = Number(query.get('startIndex')) - 1
    return page(all.slice(from, from + Number(query.get('count'))), all.length)
  }

describe('paging loses nobody and does not loop', () => {
  test('rule 1: it starts at 1, asks for a count, and goes on by what came', async () => {
    const { ids, starts, seen } = start(
      (_, index) => [page(['a'], 3), page(['b', 'c'], 3)][index] ?? page([], 3),
    )
    expect(await ids()).toEqual(['a', 'b', 'c'])
    expect(starts()).toEqual(['1', '2'])
    expect(seen[0]?.query.get('count')).toBe('2')
  })

  test('rule 2: without a total it goes on until a page is empty', async () => {
    const { ids, starts } = start((_, index) => [page(['a']), page(['b'])][index] ?? page([]))
    expect(await ids()).toEqual(['a', 'b'])
    expect(starts()).toEqual(['1', '2', '3'])
  })

  test('rule 2: a total that counts the page only does not end the list', async () => {
    const all = ['a', 'b', 'c', 'd', 'e']
    const { ids } = start(({ query }) => {
      const from = Number(query.get('startIndex')) - 1
      const some = all.slice(from, from + 2)
      return page(some, some.length)
    })
    expect(await ids()).toEqual(all)
  })

  test('rule 3: a server that ignores startIndex is an error when more was promised', async () => {
    const { ids } = start(() => page(['a', 'b'], 5))
    await expect(ids()).rejects.toMatchObject({
      code: 'paging',
      message: expect.stringContaining('startIndex'),
    })
  })

  test('rule 3: and is believed when all of it fits in one page', async () => {
    const { ids } = start(() => page(['a']))
    expect(await ids()).toEqual(['a'])
  })

  test('rule 3: a server that sends old acquaintances for ever is an error', async () => {
    const { ids } = start((_, index) => page(index % 2 === 0 ? ['a', 'b'] : ['b', 'a']))
    await expect(ids()).rejects.toMatchObject({ code: 'paging' })
  })

  test('rule 4: somebody who comes twice is listed once, and counted', async () => {
    const { users } = start(
      (_, index) => [page(['a', 'b'], 4), page(['b', 'c'], 4)][index] ?? page([], 4),
    )
    const pages = []
    for await (const { resources, duplicates } of users.list({ count: 2 }).pages())
      pages.push({ ids: resources.map(({ id }) => id), duplicates })
    expect(pages).toEqual([
      { ids: ['a', 'b'], duplicates: 0 },
      { ids: ['c'], duplicates: 1 },
    ])
  })

  test('rule 4: a row that comes twice in one page does not push anybody out', async () => {
    const all = ['a', 'b', 'c', 'd', 'e']
    const { ids } = start(({ query }) => {
      const from = Number(query.get('startIndex')) - 1
      const [first = '', ...others] = all.slice(from, from + 2)
      return page(first ? [first, first, ...others] : [], all.length)
    })
    expect(await ids()).toEqual(all)
  })

  test('rule 6: a list is proven to be whole, or is not', async () => {
    const proof = async (answering: Answering) => {
      const { users } = start(answering)
      const { complete, reason } = await users.list({ count: 2 }).snapshot()
      return reason ?? complete
    }
    expect(await proof(honest(['a', 'b', 'c']))).toBe(true)
    expect(await proof((_, index) => (index < 2 ? page([`${index}`]) : page([])))).toBe(true)
    expect(await proof((_, index) => page(index === 0 ? ['a', 'b'] : [], 43))).toBe(
      'the server counts 43, and sent 2',
    )
    expect(await proof((_, index) => page([`${index}a`, `${index}b`], 4 - index))).toBe(
      'the total changed while it was read',
    )
    expect(await proof(() => page(['a']))).toBe('the server sends one page only')
  })

  test('null, and "resources" in lower case, are read as well', async () => {
    expect(await start(() => scim(200, { totalResults: 0, Resources: null })).ids()).toEqual([])
    const lower = start(() => scim(200, { totalResults: '1', resources: people(['a']) }))
    expect(await lower.ids()).toEqual(['a'])
  })

  test('toArray ends at its limit, and asks nothing for none', async () => {
    const { users, seen } = start(honest(['a', 'b', 'c', 'd', 'e']))
    expect(await users.list({ count: 2 }).toArray({ limit: 3 })).toHaveLength(3)
    expect(seen).toHaveLength(2)
    expect(await users.list().toArray({ limit: 0 })).toEqual([])
    expect(seen).toHaveLength(2)
  })
})

describe('rule 5: cursors (RFC 9865)', () => {
  const byCursor =
    (answers: Record<string, Response>, all: readonly string[] = []): Answering =>
    (arrived, index) => {
      const cursor = arrived.query.get('cursor')
      if (arrived.path === '/ServiceProviderConfig')
        return scim(200, { pagination: { cursor: true } })
      return cursor === null
        ? honest(all)(arrived, index)
        : (answers[cursor]?.clone() ?? fault(400))
    }
  const cursorPage = (ids: readonly string[], nextCursor?: string) =>
    scim(200, { totalResults: 3, nextCursor, Resources: people(ids) })

  test('are used when the server is known to have them', async () => {
    const seen = intercept(byCursor({ '': cursorPage(['a', 'b'], 'c1'), c1: cursorPage(['c']) }))
    const client = createScimClient({ baseUrl: BASE, auth: 'secret' })
    await client.capabilities()
    const found = await client.users().list({ count: 2 }).toArray({ limit: 9 })
    expect(found.map(({ id }) => id)).toEqual(['a', 'b', 'c'])
    expect(
      seen.slice(1).map(({ query }) => [query.get('cursor'), query.get('startIndex')]),
    ).toEqual([
      ['', null],
      ['c1', null],
    ])
  })

  test.each(['invalidCursor', 'expiredCursor'])(
    '%s leads back to startIndex, and nobody is listed twice',
    async (scimType) => {
      const { ids, starts } = start(
        byCursor({ '': cursorPage(['a', 'b'], 'c1'), c1: fault(400, scimType) }, ['a', 'b', 'c']),
      )
      expect(await ids({ count: 2, paging: 'cursor' })).toEqual(['a', 'b', 'c'])
      expect(starts()).toEqual([null, null, '1', '3'])
    },
  )

  test('a refused cursor is an error for those who want that', async () => {
    const { ids } = start(
      byCursor({ '': cursorPage(['a', 'b'], 'c1'), c1: fault(400, 'expiredCursor') }),
    )
    const listing = ids({ count: 2, paging: 'cursor', onInvalidCursor: 'fail' })
    await expect(listing).rejects.toMatchObject({ scimType: 'expiredCursor' })
  })

  test('a server that does not know the parameter is paged by startIndex', async () => {
    const { ids } = start(byCursor({ '': cursorPage(['a', 'b']) }, ['a', 'b', 'c']))
    expect(await ids({ count: 2, paging: 'cursor' })).toEqual(['a', 'b', 'c'])
  })

  test('cursors that go round in a circle are an error', async () => {
    const { ids } = start(byCursor({ '': cursorPage(['a'], 'c1'), c1: cursorPage(['b'], 'c1') }))
    await expect(ids({ paging: 'cursor' })).rejects.toMatchObject({ code: 'paging' })
  })
})

describe('long filters', () => {
  const names = Array.from({ length: 120 }, (_, index) => `user-${index}`)

  test('an "in" of many is asked in parts, and the answers are one list', async () => {
    const { ids, seen } = start(({ query }) => {
      const asked = [...(query.get('filter') ?? '').matchAll(/"([^"]+)"/g)].map(([, name]) => name)
      const found = ['user-0', 'user-60', 'user-119'].filter((name) => asked.includes(name))
      return page(found, found.length)
    })
    const found = await ids({ filter: (user) => user.userName.in(names) })
    expect(found).toEqual(['user-0', 'user-60', 'user-119'])
    const terms = seen.map(({ query }) => (query.get('filter') ?? '').split(' or ').length)
    expect(terms).toEqual([50, 50, 20])
  })

  test('what stands beside it is asked with every part', async () => {
    const { ids, seen } = start(() => page([], 0))
    await ids({ filter: (user) => user.userName.pr().and(user.userName.in(names)) })
    const filters = seen.map(({ query }) => query.get('filter') ?? '')
    expect(filters).toHaveLength(3)
    for (const filter of filters) expect(filter).toMatch(/^userName pr and \(userName eq .*\)$/)
  })

  const long = `userName eq "${'x'.repeat(7000)}"`

  test('one too long for an address goes to POST /.search', async () => {
    const { ids, seen } = start(() => page(['a'], 1))
    expect(await ids({ filter: long, attributes: ['userName'] })).toEqual(['a'])
    expect(seen[0]).toMatchObject({
      method: 'POST',
      path: '/Users/.search',
      body: { filter: long, attributes: ['userName'], startIndex: 1, count: 100 },
    })
  })

  test.each([404, 405, 501])('%s: and to GET, where there is no such thing', async (status) => {
    const { ids, seen } = start(({ method }) =>
      method === 'POST' ? fault(status) : page(['a'], 1),
    )
    expect(await ids({ filter: long })).toEqual(['a'])
    expect(await ids({ filter: long })).toEqual(['a'])
    expect(seen.map(({ method }) => method)).toEqual(['POST', 'GET', 'GET'])
  })

  test('POST /.search is tried again like a GET', async () => {
    const { ids, seen } = start((_, index) => (index === 0 ? Response.error() : page(['a'], 1)))
    expect(await ids({ filter: long })).toEqual(['a'])
    expect(seen).toHaveLength(2)
  })
})
