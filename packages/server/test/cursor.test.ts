import { urns } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { createCursors } from '../src/cursor.ts'
import { createUser, startServer, user } from './server.ts'

const seeded = async (count: number) => {
  const server = startServer()
  for (let index = 0; index < count; index += 1)
    await createUser(server, `u${index}`, { title: index % 2 ? 'odd' : 'even' })
  return server
}

const crawl = async (server: ReturnType<typeof startServer>, query: string) => {
  const names: string[] = []
  const sizes: number[] = []
  for (let cursor: string | undefined = ''; cursor !== undefined; ) {
    const { body } = await server.send('GET', `/Users?${query}&cursor=${cursor}`)
    names.push(...body.Resources.map((each: { userName: string }) => each.userName))
    sizes.push(body.itemsPerPage)
    cursor = body.nextCursor
  }
  return { names, sizes }
}

describe('RFC9865 cursors', () => {
  test('RFC9865-2 every page but the last has a nextCursor, a full last page has none', async () => {
    const server = await seeded(6)
    expect(await crawl(server, 'count=2')).toEqual({
      names: ['u0', 'u1', 'u2', 'u3', 'u4', 'u5'],
      sizes: [2, 2, 2],
    })
    expect((await crawl(server, 'count=4')).sizes).toEqual([4, 2])
    expect((await crawl(server, 'count=9')).sizes).toEqual([6])
    expect((await crawl(await seeded(0), 'count=9')).sizes).toEqual([0])
    expect((await crawl(server, 'count=0')).sizes).toEqual([0])
  })

  test('RFC9865-2 filters and sorting go along', async () => {
    const server = await seeded(7)
    const filter = encodeURIComponent('title eq "odd"')
    expect((await crawl(server, `count=2&filter=${filter}`)).names).toEqual(['u1', 'u3', 'u5'])
    const { names } = await crawl(server, 'count=3&sortBy=userName&sortOrder=descending')
    expect(names).toEqual(['u6', 'u5', 'u4', 'u3', 'u2', 'u1', 'u0'])
  })

  test('who was there all the time is listed once, whatever comes and goes meanwhile', async () => {
    const server = await seeded(6)
    const first = (await server.send('GET', '/Users?count=2&cursor=')).body
    await server.send('DELETE', `/Users/${first.Resources[0].id}`)
    await createUser(server, 'late')
    const second = (await server.send('GET', `/Users?count=2&cursor=${first.nextCursor}`)).body
    expect(second.Resources.map((each: { userName: string }) => each.userName)).toEqual([
      'u2',
      'u3',
    ])
  })

  test('RFC9865-3 POST .search takes a cursor', async () => {
    const server = await seeded(3)
    const search = { schemas: [urns.SearchRequest], count: 2, cursor: '' }
    const { body } = await server.send('POST', '/Users/.search', search)
    const next = await server.send('POST', '/Users/.search', { ...search, cursor: body.nextCursor })
    expect(next.body.Resources.map((each: { userName: string }) => each.userName)).toEqual(['u2'])
  })

  test('RFC9865-2.1 a forged, foreign or changed cursor is invalidCursor, all alike', async () => {
    const server = await seeded(4)
    const { nextCursor } = (await server.send('GET', '/Users?count=2&cursor=')).body
    expect(nextCursor).toMatch(/^[A-Za-z0-9._~-]+$/)
    const ask = (query: string, headers = {}) =>
      server.send('GET', `/Users?${query}`, undefined, headers)
    const answers = [
      await ask('count=2&cursor=nonsense'),
      await ask(`count=2&cursor=${nextCursor}x`),
      await ask(`count=2&cursor=x${nextCursor}`),
      await ask(`count=2&cursor=${nextCursor}&filter=active%20pr`),
      await ask(`count=2&cursor=${nextCursor}&sortBy=userName`),
      await ask(`count=2&cursor=${nextCursor}`, { authorization: 'Bearer globex' }),
      await server.send('GET', `/Groups?count=2&cursor=${nextCursor}`),
    ]
    for (const { status, body } of answers)
      expect({ status, body }).toEqual({ status: 400, body: answers[0]?.body })
    expect(answers[0]?.body.scimType).toBe('invalidCursor')
  })

  test('RFC9865-2.1 counts that differ or are too large are invalidCount; index and cursor exclude each other', async () => {
    const server = await seeded(4)
    const { nextCursor } = (await server.send('GET', '/Users?count=2&cursor=')).body
    const scimTypes = []
    for (const query of [
      `count=3&cursor=${nextCursor}`,
      'count=100000&cursor=',
      'cursor=&startIndex=1',
    ])
      scimTypes.push((await server.send('GET', `/Users?${query}`)).body.scimType)
    expect(scimTypes).toEqual(['invalidCount', 'invalidCount', 'invalidValue'])
  })

  test('RFC9865-2.1 a cursor expires', async () => {
    let time = 1000
    const cursors = createCursors({
      secret: new Uint8Array(32),
      timeoutSeconds: 10,
      now: () => time,
    })
    const cursor = await cursors.seal({ after: 7, count: 2 }, 'x')
    expect(await cursors.open(cursor, 'x')).toEqual({ after: 7, count: 2 })
    time += 11
    await expect(cursors.open(cursor, 'x')).rejects.toMatchObject({ scimType: 'expiredCursor' })
  })

  test('RFC9865-4 discovery says so', async () => {
    const { body } = await startServer().send('GET', '/ServiceProviderConfig')
    expect(body.pagination).toMatchObject({
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      cursorTimeout: 3600,
    })
  })
})

test('a password alone is handed over and makes no new version', async () => {
  const handed: string[] = []
  const server = startServer({ onPassword: ({ password }) => void handed.push(password) })
  const { body } = await server.send('POST', '/Users', user('bjensen'))
  const Operations = [{ op: 'replace', path: 'password', value: 'new' }]
  const patched = await server.send('PATCH', `/Users/${body.id}`, {
    schemas: [urns.PatchOp],
    Operations,
  })
  expect(handed).toEqual(['new'])
  expect(patched.body.meta).toEqual(body.meta)
})
