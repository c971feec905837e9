import { urns } from '@scimwright/types'
import { equal, holds } from '../expectations.ts'
import { USER } from '../probe.ts'
import { must, type Rule, should } from '../rule.ts'

/** Creating and reading (RFC 7644 §3.3, §3.4). */
export const readingRules: readonly Rule[] = [
  must(
    31,
    'RFC7644-3.3 POST answers 201 with the address of what it made',
    async ({ send, name, forget }) => {
      const { status, headers, body } = await send('POST', '/Users', {
        schemas: [USER],
        userName: name(),
      })
      equal(status, 201, 'POST /Users')
      forget('/Users', body?.id)
      const location = headers.get('location') ?? ''
      holds(location.endsWith(`/Users/${body?.id}`), 'a Location header', location)
      equal(body.meta?.location, location, 'meta.location')
      equal((await send('GET', location)).body?.id, body.id, 'what is at that address')
    },
  ),
  should(31, 'RFC7644-3.3 POST answers with the whole resource', async ({ user }) => {
    const made = await user({ title: 'VP', name: { familyName: 'Jensen' } })
    equal(
      [made.title, made.name?.familyName, made.schemas],
      ['VP', 'Jensen', [USER]],
      'the new user',
    )
  }),
  must(31, 'RFC7644-3.3 what exists already is 409 uniqueness', async ({ user, send }) => {
    const { userName } = await user()
    const { status, body } = await send('POST', '/Users', { schemas: [USER], userName })
    equal([status, body?.scimType], [409, 'uniqueness'], 'the same userName again')
  }),
  must(
    32,
    'RFC7644-3.4.1 a resource is read by its id, one that is not there is 404',
    async ({ user, send }) => {
      const { id, userName } = await user()
      const { status, body } = await send('GET', `/Users/${id}`)
      equal([status, body?.userName], [200, userName], 'GET of a user')
      equal((await send('GET', `/Groups/${id}`)).status, 404, 'the id of a user at /Groups')
      equal((await send('GET', '/Users/nobody-of-this-id')).status, 404, 'GET of an unknown id')
    },
  ),
  must(33, 'RFC7644-3.4.2 a list says how many there are', async ({ user, query }) => {
    const { userName } = await user()
    const list = await query('/Users', { filter: `userName eq "${userName}"` })
    equal([list.schemas, list.totalResults], [[urns.ListResponse], 1], 'schemas and totalResults')
    equal(list.Resources?.length, 1, 'Resources')
  }),
  must(33, 'RFC7644-3.4.2 a part of a list says which part it is', async ({ user, query }) => {
    await user()
    await user()
    const list = await query('/Users', { startIndex: 2, count: 1 })
    equal(
      [list.startIndex, list.itemsPerPage, list.Resources?.length],
      [2, 1, 1],
      'the second page of one',
    )
    holds(list.totalResults >= 2, 'totalResults counts all pages', list.totalResults)
  }),
  must(33, 'RFC7644-3.4.2 no match is 200 with no results', async ({ query }) => {
    const list = await query('/Users', { filter: 'userName eq "nobody-of-this-name"' })
    equal([list.totalResults, list.Resources ?? []], [0, []], 'a filter without match')
  }),
  should(33, 'RFC7644-3.4.2 unknown query parameters are ignored', async ({ send }) => {
    equal((await send('GET', '/Users?count=1&colour=blue')).status, 200, 'GET with ?colour=blue')
  }),
  must(
    34,
    'RFC7644-3.4.2.1 the root is searched over all types',
    async ({ user, group, query }) => {
      const [{ id: one }, { id: other }] = [await user(), await group()]
      const list = await query('/', { filter: `id eq "${one}" or id eq "${other}"` })
      const types = (list.Resources ?? []).map(
        (each: { meta: { resourceType: string } }) => each.meta.resourceType,
      )
      equal(types.sort(), ['Group', 'User'], 'types found at the root')
    },
  ),
  must(
    34,
    'RFC7644-3.4.2.1 at the root an attribute of one type is unassigned in the others',
    async ({ user, group, query }) => {
      const [{ userName }, { displayName }] = [await user(), await group()]
      const filter = `userName eq "${userName}" or displayName eq "${displayName}"`
      equal(
        (await query('/', { filter })).totalResults,
        2,
        'a user by userName, a group by displayName',
      )
    },
  ),
]
