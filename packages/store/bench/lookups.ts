import { parseFilter } from '@scimwright/engine'
import type { ListQuery } from '@scimwright/server'
import { isScimError, UserResourceType } from '@scimwright/types'
import { createUser, DIRECTORY } from '../test/resources.ts'
import { latency, rate, report } from './measure.ts'
import { idOf, userNumber } from './population.ts'
import type { MakeSubject } from './subjects.ts'

const LOOKUPS = 2000

/** Fills a directory, then looks users up beside a bare prepared statement on the same rows. */
export const benchLookups = async (makeSubject: MakeSubject, users: number): Promise<void> => {
  const { store, lookUp, analyze, close } = await makeSubject()
  const loaded = await rate(users, 64, (n) => store.write(DIRECTORY, createUser(userNumber(n))))
  report(`load ${users} users, 64 in flight`, { '/s': loaded })

  await analyze()
  const any = (n: number) => (n * 7919) % users
  const limit = await rate(LOOKUPS, 1, async (n) =>
    JSON.parse(await lookUp(DIRECTORY, idOf(any(n)))),
  )
  report('bare lookup by key, parsed', { '/s': limit })

  const get = (n: number) => store.get(DIRECTORY, UserResourceType, idOf(any(n)))
  await compare('get by id', LOOKUPS, limit, get)
  const list = (query: Partial<ListQuery>) =>
    store.list(DIRECTORY, {
      resourceTypes: [UserResourceType],
      startIndex: 1,
      count: 100,
      ...query,
    })
  const find = (filter: string) => list({ filter: parseFilter(filter) })
  const indexed: Record<string, (n: number) => string> = {
    'userName eq …': (n) => `userName eq "USER${any(n)}@example.com"`,
    'externalId eq …': (n) => `externalId eq "00u${any(n)}x"`,
    'emails[type eq "work" and value eq …]': (n) =>
      `emails[type eq "work" and value eq "user${any(n)}@example.com"]`,
    'userName sw … (11 found)': (n) => `userName sw "user${100 + (any(n) % 900)}1"`,
  }
  for (const [what, filter] of Object.entries(indexed))
    await compare(what, LOOKUPS, limit, (n) => find(filter(n)))
  await compare('userName co … (index scan)', 20, limit, (n) => find(`userName co "${any(n)}@"`))
  await compare('displayName co … (document scan)', 5, limit, (n) =>
    find(`displayName co "given${any(n)}"`),
  )
  await compare('page of 100, anywhere', 50, limit, (n) => list({ startIndex: 1 + any(n) }))
  await compare('page of 100, sorted by name.familyName', 5, limit, (n) =>
    list({ startIndex: 1 + any(n), sortBy: 'name.familyName' }),
  )
  await close()
}

const compare = async (
  what: string,
  count: number,
  limit: number,
  run: (n: number) => Promise<unknown>,
): Promise<void> => {
  try {
    await run(0)
  } catch (error) {
    // What no index serves has a time budget: a large directory refuses it.
    if (!isScimError(error) || error.scimType !== 'tooMany') throw error
    return report(what, { 'refused as tooMany': 1 })
  }
  const { median, p99 } = await latency(count, run)
  report(what, { 'ms median': median, 'ms p99': p99, 'of the bare lookup': 1000 / median / limit })
}
