import { EnterpriseUser, User, UserResourceType } from '@scimwright/types'
import otherParser from 'scim-query-filter-parser'
import { filter as compilePeer, parse as parsePeer } from 'scim2-parse-filter'
import scimmy from 'scimmy'
import { compileFilter, parseFilter } from '../src/index.ts'
import { measureTogether } from './measure.ts'

const texts: Record<string, string> = {
  'userName eq': 'userName eq "user500@example.com"',
  'and, or, not': 'active eq true and (title sw "T" or not (nickName pr)) and userName co "5"',
  'value path': 'emails[type eq "work" and value co "@example.com"]',
  'URN-qualified': `${EnterpriseUser.id}:department eq "Tours"`,
  'dateTime gt': 'meta.lastModified gt "2026-05-13T04:42:34Z"',
  'ten alternatives': Array.from(
    { length: 10 },
    (_, n) => `userName eq "user${n}@example.com"`,
  ).join(' or '),
}

/** Read out of a query, as a server gets them. */
const filters = Object.fromEntries(
  Object.entries(texts).map(([name, filter]) => [
    name,
    new URLSearchParams(`${new URLSearchParams({ filter })}`).get('filter') ?? '',
  ]),
)

const made = Array.from({ length: 1000 }, (_, n) => ({
  schemas: [User.id, EnterpriseUser.id],
  id: `id-${n}`,
  userName: `user${n}@example.com`,
  title: n % 2 ? 'Tour Guide' : 'Driver',
  active: n % 3 > 0,
  emails: [
    { value: `user${n}@example.com`, type: 'work', primary: true },
    { value: `user${n}@home.example`, type: 'home' },
  ],
  [EnterpriseUser.id]: { department: n % 5 ? 'Tours' : 'Sales' },
  meta: { lastModified: new Date(Date.UTC(2026, 4, 1 + (n % 28))).toISOString() },
}))

/** As JSON gives them, like those of a request or a database. */
const users: typeof made = JSON.parse(JSON.stringify(made))

/** A line of the result: operations per second, the best peer's, and how many times as many. */
export interface FilterResult {
  readonly name: string
  readonly perSecond: number
  readonly peers: Readonly<Record<string, number>>
  /** To scim2-parse-filter. */
  readonly ratio: number
}

/** The functions that can do it at all. */
const able = <Name extends string>(runs: Record<Name, () => unknown>): typeof runs =>
  Object.fromEntries(
    Object.entries<() => unknown>(runs).filter(([, run]) => {
      try {
        run()
        return true
      } catch {
        return false
      }
    }),
  ) as typeof runs

const resultOf = (name: string, runs: Record<'ours' | Peer, () => unknown>): FilterResult => {
  const { ours, ...peers } = measureTogether(able(runs))
  return { name, perSecond: ours, peers, ratio: ours / peers['scim2-parse-filter'] }
}

type Peer = 'scim2-parse-filter' | 'scim-query-filter-parser' | 'scimmy'

/** Parsing, beside those of three parsers that can read the filter. */
export const benchParse = (): FilterResult[] =>
  Object.entries(filters).map(([name, text]) =>
    resultOf(`parse ${name}`, {
      ours: () => parseFilter(text),
      'scim2-parse-filter': () => parsePeer(text),
      'scim-query-filter-parser': () => otherParser.compileFilter(text),
      scimmy: () => new scimmy.Types.Filter(text),
    }),
  )

/** Evaluating a compiled filter over 1,000 users, beside scim2-parse-filter; users per second. */
export const benchMatch = (): FilterResult[] =>
  Object.entries(filters).map(([name, text]) => {
    const ours = compileFilter(text, UserResourceType)
    const peer = compilePeer(parsePeer(text))
    const count = (matches: (user: never) => boolean) => () =>
      users.filter((user) => matches(user as never)).length + 1
    const rates = measureTogether({ ours: count(ours), peer: count(peer as never) })
    return {
      name: `match ${name}`,
      perSecond: rates.ours * users.length,
      peers: { 'scim2-parse-filter': rates.peer * users.length },
      ratio: rates.ours / rates.peer,
    }
  })
