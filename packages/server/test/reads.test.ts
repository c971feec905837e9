import { UserResourceType, urns } from '@scimwright/types'
import { describe, expect, test } from 'vitest'
import { createUser, group, startServer, user } from './server.ts'

const User = UserResourceType.schema.id

describe('RFC7644-3.4 read', () => {
  test('RFC7644-3.4.1 a resource that is not there is 404 with a SCIM error', async () => {
    const { status, body } = await startServer().send('GET', '/Users/nobody')
    expect(status).toBe(404)
    expect(body).toMatchObject({ schemas: [urns.Error], status: '404' })
  })

  test('RFC7644-3.14 If-None-Match with the version is 304', async () => {
    const server = startServer()
    const id = await createUser(server, 'bjensen')
    const { headers } = await server.send('GET', `/Users/${id}`)
    const etag = headers.get('etag') ?? ''
    const again = await server.send('GET', `/Users/${id}`, undefined, { 'if-none-match': etag })
    expect(again.status).toBe(304)
  })

  test('RFC7644-3.4.2 a list has totals and pages; numbers below the least are the least', async () => {
    const server = startServer()
    for (const name of ['a', 'b', 'c']) await createUser(server, name)
    const list = async (query: string) => (await server.send('GET', `/Users?${query}`)).body
    expect(await list('startIndex=2&count=1')).toMatchObject({
      schemas: [urns.ListResponse],
      totalResults: 3,
      startIndex: 2,
      itemsPerPage: 1,
      Resources: [{ userName: 'b' }],
    })
    expect(await list('startIndex=0&count=1')).toMatchObject({ startIndex: 1, itemsPerPage: 1 })
    expect(await list('count=-1')).toMatchObject({ totalResults: 3, Resources: [] })
    expect(await list('startIndex=9')).toMatchObject({ totalResults: 3, Resources: [] })
  })

  test('RFC7644-3.4.2.2 a filter that does not parse is 400 invalidFilter and finds nobody', async () => {
    const server = startServer()
    await createUser(server, 'bjensen')
    for (const filter of [
      'userName',
      'userName eq',
      'nosuch eq "x"',
      'password eq "x"',
      'active gt true',
    ]) {
      const { status, body } = await server.send(
        'GET',
        `/Users?filter=${encodeURIComponent(filter)}`,
      )
      expect({ status, scimType: body.scimType }, filter).toEqual({
        status: 400,
        scimType: 'invalidFilter',
      })
    }
  })

  test('RFC7644-3.4.2.3 sorts', async () => {
    const server = startServer()
    for (const name of ['b', 'C', 'a']) await createUser(server, name)
    const { body } = await server.send('GET', '/Users?sortBy=userName&sortOrder=descending')
    expect(body.Resources.map((each: { userName: string }) => each.userName)).toEqual([
      'C',
      'b',
      'a',
    ])
  })

  test('RFC7644-3.9 attributes and excludedAttributes', async () => {
    const server = startServer()
    const id = await createUser(server, 'bjensen', {
      title: 'VP',
      name: { givenName: 'B', familyName: 'J' },
    })
    const some = await server.send('GET', `/Users/${id}?attributes=name.givenName`)
    expect(some.body).toEqual({ schemas: [User], id, name: { givenName: 'B' } })
    const others = await server.send('GET', `/Users/${id}?excludedAttributes=title,id`)
    expect(others.body).toMatchObject({ id, userName: 'bjensen' })
    expect(others.body).not.toHaveProperty('title')
  })

  test('RFC7644-3.4.3 POST .search asks the same', async () => {
    const server = startServer()
    await createUser(server, 'a')
    await createUser(server, 'b')
    const search = {
      schemas: [urns.SearchRequest],
      filter: 'userName eq "b"',
      attributes: ['userName'],
    }
    const { status, body } = await server.send('POST', '/Users/.search', search)
    expect(status).toBe(200)
    expect(body).toMatchObject({ totalResults: 1, Resources: [{ userName: 'b' }] })
  })

  test('RFC7644-3.4.2.1 the root finds resources of every type', async () => {
    const server = startServer()
    await createUser(server, 'bjensen')
    await server.send('POST', '/Groups', group('Crew'))
    const { body } = await server.send('GET', '/')
    expect(
      body.Resources.map((each: { meta: { resourceType: string } }) => each.meta.resourceType),
    ).toEqual(['User', 'Group'])
  })

  test('RFC7644-3.4.2.1 at the root an attribute of one type is unassigned in the others', async () => {
    const server = startServer()
    await createUser(server, 'bjensen', { displayName: 'Zoe' })
    await server.send('POST', '/Groups', group('Crew'))
    const find = async (query: string) => {
      const { status, body } = await server.send('GET', `/?${query}`)
      expect(status, query).toBe(200)
      return body.Resources.map((each: { displayName: string }) => each.displayName)
    }
    const filter = (text: string) => find(`filter=${encodeURIComponent(text)}`)
    expect(await filter('displayName eq "crew"')).toEqual(['Crew'])
    expect(await filter('members pr or userName eq "bjensen"')).toEqual(['Zoe'])
    expect(await filter('userName ne "bjensen"')).toEqual(['Crew'])
    expect(await filter('not (userName pr)')).toEqual(['Crew'])
    expect(await filter('meta.resourceType eq "Group"')).toEqual(['Crew'])
    expect(await find('sortBy=displayName')).toEqual(['Crew', 'Zoe'])
    expect(await find('sortBy=userName')).toEqual(['Zoe', 'Crew'])
    expect(await find('sortBy=userName&sortOrder=descending')).toEqual(['Crew', 'Zoe'])
    for (const query of ['filter=shoeSize%20pr', 'filter=password%20pr', 'sortBy=shoeSize'])
      expect((await server.send('GET', `/?${query}`)).status, query).toBe(400)
  })
})

describe('RFC7644-4 discovery', () => {
  test('RFC7643-5, 6, 7 say what is enforced', async () => {
    const { send } = startServer({ limits: { maxPageSize: 7 } })
    expect((await send('GET', '/ServiceProviderConfig')).body).toMatchObject({
      patch: { supported: true },
      filter: { supported: true, maxResults: 7 },
      etag: { supported: true },
    })
    const types = (await send('GET', '/ResourceTypes')).body
    expect(types.Resources.map((each: { id: string }) => each.id)).toEqual(['User', 'Group'])
    expect((await send('GET', '/ResourceTypes/User')).body.endpoint).toBe('/Users')
    const schemas = (await send('GET', '/Schemas')).body
    expect(schemas.totalResults).toBe(3)
    expect((await send('GET', `/Schemas/${User}`)).body.id).toBe(User)
    expect((await send('GET', '/Schemas?filter=id%20pr')).status).toBe(403)
    expect((await send('GET', '/ServiceProviderConfig?filter=id%20pr')).status).toBe(200)
  })
})

test('two directories see nothing of each other', async () => {
  const server = startServer()
  const id = await createUser(server, 'bjensen')
  const other = { authorization: 'Bearer globex' }
  const foreign = await server.send('GET', `/Users/${id}`, undefined, other)
  const random = await server.send('GET', '/Users/0', undefined, other)
  expect(foreign.status).toBe(404)
  expect(foreign.body.detail.replace(id, '0')).toBe(random.body.detail)
  expect((await server.send('GET', '/Users', undefined, other)).body.totalResults).toBe(0)
  expect((await server.send('POST', '/Users', user('bjensen'), other)).status).toBe(201)
  expect((await server.send('DELETE', `/Users/${id}`, undefined, other)).status).toBe(404)
})

test('what happened is told, without values of the request', async () => {
  const reports: unknown[] = []
  const server = startServer({
    onExchange: ({ diagnostics, error }) => void reports.push({ diagnostics, error }),
  })
  await server.send('POST', '/Users', user('bjensen', { colour: 'red' }))
  await server.send('GET', '/Users?filter=userName%20eq')
  expect(reports).toMatchObject([
    {
      diagnostics: { resourceType: 'User', quirks: [{ name: 'unknownAttribute', path: 'colour' }] },
    },
    { error: { section: 'RFC7644 3.4.2.2' } },
  ])
})
