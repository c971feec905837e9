import { urns } from '@scimwright/types'
import { equal, holds } from '../expectations.ts'
import { type Json, type Probe, USER } from '../probe.ts'
import { must, type Rule } from '../rule.ts'

const three = async ({ user, name }: Probe) => {
  const externalId = name('List')
  await user({
    externalId,
    title: 'b',
    emails: [{ value: 'x@a.example' }, { value: 'c@a.example', primary: true }],
  })
  await user({ externalId })
  await user({ externalId, title: 'A', emails: [{ value: 'b@a.example' }] })
  return `externalId eq "${externalId}"`
}

const titles = (list: Json): unknown[] =>
  (list.Resources ?? []).map((each: Json) => each.title ?? null)

/** Sorting, paging, choosing attributes, and the same by POST (RFC 7644 §3.4.2.3–3.4.3, §3.9). */
export const listingRules: readonly Rule[] = [
  must(
    42,
    'RFC7644-3.4.2.3 sorted is ascending unless told otherwise, without value last',
    async (probe) => {
      const filter = await three(probe)
      equal(
        titles(await probe.query('/Users', { filter, sortBy: 'title' })),
        ['A', 'b', null],
        'titles',
      )
    },
  ),
  must(
    42,
    'RFC7644-3.4.2.3 descending is the other way round, without value first',
    async (probe) => {
      const filter = await three(probe)
      const list = await probe.query('/Users', { filter, sortBy: 'title', sortOrder: 'descending' })
      equal(titles(list), [null, 'b', 'A'], 'titles')
    },
  ),
  must(
    42,
    'RFC7644-3.4.2.3 of several values the primary one counts, else the first',
    async (probe) => {
      const filter = await three(probe)
      const list = await probe.query('/Users', { filter, sortBy: 'emails.value' })
      equal(titles(list), ['A', 'b', null], 'titles by e-mail')
    },
  ),
  must(
    43,
    'RFC7644-3.4.2.4 a startIndex below 1 is 1, a negative count is 0',
    async ({ user, query }) => {
      await user()
      const list = await query('/Users', { startIndex: -5, count: 1 })
      equal([list.startIndex, list.Resources?.length], [1, 1], 'startIndex -5')
      equal((await query('/Users', { count: -1 })).Resources ?? [], [], 'count -1')
    },
  ),
  must(43, 'RFC7644-3.4.2.4 count 0 tells how many there are', async ({ user, query }) => {
    await user()
    const list = await query('/Users', { count: 0 })
    equal(list.Resources ?? [], [], 'Resources')
    holds(list.totalResults > 0, 'totalResults', list.totalResults)
  }),
  must(43, 'RFC7644-3.4.2.4 a page has no more than count', async (probe) => {
    const filter = await three(probe)
    const list = await probe.query('/Users', { filter, count: 2 })
    equal([list.Resources?.length, list.totalResults], [2, 3], 'a page of two of three')
  }),
  must(
    44,
    'RFC7644-3.9 attributes leaves out all others, but for what is always returned',
    async ({ user, send }) => {
      const { id } = await user({ title: 'VP', nickName: 'Babs' })
      const { body } = await send('GET', `/Users/${id}?attributes=title`)
      equal(Object.keys(body ?? {}).sort(), ['id', 'schemas', 'title'], 'attributes=title')
    },
  ),
  must(
    44,
    'RFC7644-3.9 excludedAttributes leaves those out, but for what is always returned',
    async ({ user, send }) => {
      const { id, userName } = await user({ title: 'VP' })
      const { body } = await send('GET', `/Users/${id}?excludedAttributes=title,id`)
      equal(
        [body?.id, body?.userName, body?.title ?? null],
        [id, userName, null],
        'excludedAttributes=title,id',
      )
    },
  ),
  must(44, 'RFC7644-3.9 sub-attributes are chosen by a dot', async ({ user, send }) => {
    const { id } = await user({ name: { familyName: 'Jensen', givenName: 'Barbara' } })
    const { body } = await send('GET', `/Users/${id}?attributes=name.familyName`)
    equal(body?.name, { familyName: 'Jensen' }, 'attributes=name.familyName')
  }),
  must(44, 'RFC7644-3.9 writes choose attributes as well', async ({ user, send, patch }) => {
    const { id, userName } = await user({ title: 'VP' })
    const body = { schemas: [USER], userName, title: 'CEO' }
    const put = await send('PUT', `/Users/${id}?attributes=title`, body)
    const patched = await patch(`/Users/${id}?attributes=title`, {
      op: 'replace',
      path: 'title',
      value: 'CFO',
    })
    equal([put.body?.title, put.body?.userName ?? null], ['CEO', null], 'PUT with attributes=title')
    equal(
      [patched.body?.title, patched.body?.userName ?? null],
      ['CFO', null],
      'PATCH with attributes=title',
    )
  }),
  must(45, 'RFC7644-3.4.3 a search by POST is a query', async (probe) => {
    const filter = await three(probe)
    for (const path of ['/Users/.search', '/.search']) {
      const { status, body } = await probe.send('POST', path, {
        schemas: [urns.SearchRequest],
        filter,
        sortBy: 'title',
        count: 2,
        attributes: ['title'],
      })
      equal([status, body?.schemas, body?.totalResults], [200, [urns.ListResponse], 3], path)
      equal(titles(body), ['A', 'b'], `titles of ${path}`)
    }
  }),
  must(45, 'RFC7644-3.4.3 a filter in a search is held to the same grammar', async ({ send }) => {
    const { status, body } = await send('POST', '/Users/.search', {
      schemas: [urns.SearchRequest],
      filter: 'userName eq',
    })
    equal([status, body?.scimType], [400, 'invalidFilter'], 'half a filter')
  }),
]
