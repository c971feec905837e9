import { urns } from '@scimwright/types'
import { equal, holds } from '../expectations.ts'
import type { Json, Probe } from '../probe.ts'
import { must, type Rule } from '../rule.ts'

const four = async ({ user, name }: Probe): Promise<string> => {
  const externalId = name('Cursor')
  for (let made = 0; made < 4; made += 1) await user({ externalId })
  return `externalId eq "${externalId}"`
}

const refused = async ({ send }: Probe, search: string, scimType: string): Promise<void> => {
  const { status, body } = await send('GET', `/Users?${search}`)
  equal([status, body?.scimType], [400, scimType], `/Users?${search}`)
}

/** Paging by cursor (RFC 9865). */
export const cursorPagingRules: readonly Rule[] = [
  must(
    63,
    'RFC9865-2.1 an empty cursor begins; cursors are unreserved characters',
    async (probe) => {
      const filter = await four(probe)
      const { Resources, nextCursor } = await probe.query('/Users', {
        filter,
        cursor: '',
        count: 3,
      })
      equal(Resources?.length, 3, 'the first page')
      holds(/^[A-Za-z0-9\-._~]+$/.test(nextCursor ?? ''), 'nextCursor', nextCursor)
    },
  ),
  must(
    64,
    'RFC9865-2 every page but the last has a nextCursor, the first no previousCursor',
    async (probe) => {
      const filter = await four(probe)
      const seen: string[] = []
      let cursor = ''
      for (let pages = 0; pages < 3; pages += 1) {
        const page: Json = await probe.query('/Users', { filter, cursor, count: 2 })
        if (pages === 0)
          equal(page.previousCursor ?? null, null, 'previousCursor of the first page')
        seen.push(...(page.Resources ?? []).map(({ id }: Json) => id))
        cursor = page.nextCursor
        if (cursor === undefined) break
      }
      equal([seen.length, new Set(seen).size], [4, 4], 'four users on pages of two, each once')
      equal(cursor ?? null, null, 'nextCursor of a last page that is full')
    },
  ),
  must(66, 'RFC9865-2.1 another count in the middle is 400 invalidCount', async (probe) => {
    const filter = await four(probe)
    const { nextCursor } = await probe.query('/Users', { filter, cursor: '', count: 2 })
    const search = `filter=${encodeURIComponent(filter)}&count=3&cursor=${nextCursor}`
    await refused(probe, search, 'invalidCount')
  }),
  must(66, 'RFC9865-2.1 a cursor the server did not make is 400 invalidCursor', (probe) =>
    refused(probe, 'count=2&cursor=abcdefgh', 'invalidCursor'),
  ),
  must(69, 'RFC9865-3 a search by POST is paged by cursor as well', async (probe) => {
    const filter = await four(probe)
    const search = (cursor: string) =>
      probe.send('POST', '/Users/.search', {
        schemas: [urns.SearchRequest],
        filter,
        count: 3,
        cursor,
      })
    const first = (await search('')).body
    const second = (await search(first?.nextCursor)).body
    equal([first?.Resources?.length, second?.Resources?.length], [3, 1], 'both pages')
  }),
  must(70, 'RFC9865-4 the configuration says how lists are paged', async ({ send }) => {
    const { body } = await send('GET', '/ServiceProviderConfig')
    const { cursor, index, maxPageSize } = body?.pagination ?? {}
    equal([cursor, index], [true, true], 'pagination.cursor and index')
    holds(Number.isInteger(maxPageSize), 'pagination.maxPageSize', maxPageSize)
  }),
  must(
    71,
    'RFC9865-5.2 a cursor that was changed, or serves another query, is 400 invalidCursor',
    async (probe) => {
      const filter = await four(probe)
      const { nextCursor } = await probe.query('/Users', { filter, cursor: '', count: 2 })
      holds(nextCursor, 'a nextCursor')
      const changed = `${nextCursor.slice(0, -2)}${nextCursor.endsWith('AA') ? 'BB' : 'AA'}`
      const query = `filter=${encodeURIComponent(filter)}&count=2`
      await refused(probe, `${query}&cursor=${changed}`, 'invalidCursor')
      await refused(probe, `count=2&cursor=${nextCursor}`, 'invalidCursor')
    },
  ),
]
