import { EnterpriseUser, User, UserResourceType } from '@scimwright/types'
import otherParser from 'scim-query-filter-parser'
import { filter as compilePeer, parse as parsePeer } from 'scim2-parse-filter'
import scimmy from 'scimmy'
import { compileFilter, parseFilter } from '../src/index.ts'
import { measure } from './measure.ts'

const filters: Record<string, string> = {
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

const users = Array.from({ length: 1000 }, (_, n) => ({
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

/** A line of the result: operations per second, the best peer's, and how many times as many. */
export interface FilterResult {
  readonly name: string
  readonly perSecond: number
  readonly peers: Readonly<Record<string, number>>
  /** To scim2-parse-filter. */
  readonly ratio: number
}

const attempt = (run: () => unknown): number => {
  try {
    run()
    return measure(run)
  } catch {
    return 0
  }
}

/** Parsing, beside three parsers; 0 where one cannot read the filter. */
export const benchParse = (): FilterResult[] =>
  Object.entries(filters).map(([name, text]) => {
    const perSecond = measure(() => parseFilter(text))
    const peers = {
      'scim2-parse-filter': attempt(() => parsePeer(text)),
      'scim-query-filter-parser': attempt(() => otherParser.compileFilter(text)),
      scimmy: attempt(() => new scimmy.Types.Filter(text)),
    }
    return {
      name: `parse ${name}`,
      perSecond,
      peers,
      ratio: perSecond / peers['scim2-parse-filter'],
    }
  })

/** Evaluating a compiled filter over 1,000 users, beside scim2-parse-filter; users per second. */
export const benchMatch = (): FilterResult[] =>
  Object.entries(filters).map(([name, text]) => {
    const ours = compileFilter(text, UserResourceType)
    const peer = compilePeer(parsePeer(text))
    const count = (matches: (user: never) => boolean) => () =>
      users.filter((user) => matches(user as never)).length + 1
    const perSecond = measure(count(ours as never)) * users.length
    const peers = { 'scim2-parse-filter': measure(count(peer as never)) * users.length }
    return {
      name: `match ${name}`,
      perSecond,
      peers,
      ratio: perSecond / peers['scim2-parse-filter'],
    }
  })
