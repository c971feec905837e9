import { equal, holds } from '../expectations.ts'
import type { Probe } from '../probe.ts'
import { must, type Rule, should } from '../rule.ts'

const people = async ({ user, name }: Probe) => {
  const externalId = name('Filter')
  await user({
    externalId,
    title: 'alpha',
    active: true,
    name: { familyName: 'Beck' },
    emails: [
      { value: 'a@work.example', type: 'work' },
      { value: 'b@home.example', type: 'home' },
    ],
  })
  await user({ externalId, title: 'beta', active: false, name: { familyName: 'Adams' } })
  await user({ externalId, active: true })
  return externalId
}

/** How many of three known people match. */
const count = async (probe: Probe, externalId: string, filter: string): Promise<number> =>
  (await probe.query('/Users', { filter: `externalId eq "${externalId}" and (${filter})` }))
    .totalResults

const counts =
  (expected: Readonly<Record<string, number>>) =>
  async (probe: Probe): Promise<void> => {
    const externalId = await people(probe)
    for (const [filter, number] of Object.entries(expected))
      equal(await count(probe, externalId, filter), number, filter)
  }

const refused =
  (...filters: string[]) =>
  async ({ send }: Probe): Promise<void> => {
    for (const filter of filters) {
      const { status, body } = await send('GET', `/Users?filter=${encodeURIComponent(filter)}`)
      equal([status, body?.scimType], [400, 'invalidFilter'], `the filter ${filter}`)
    }
  }

/** Filters (RFC 7644 §3.4.2.2). */
export const filteringRules: readonly Rule[] = [
  must(35, 'RFC7644-3.4.2.2 eq and ne', counts({ 'title eq "alpha"': 1, 'title ne "alpha"': 2 })),
  must(
    35,
    'RFC7644-3.4.2.2 co, sw and ew',
    counts({ 'title co "et"': 1, 'title sw "al"': 1, 'title ew "a"': 2 }),
  ),
  must(
    35,
    'RFC7644-3.4.2.2 gt, ge, lt and le',
    counts({
      'title gt "alpha"': 1,
      'title ge "alpha"': 2,
      'title lt "beta"': 1,
      'title le "beta"': 2,
    }),
  ),
  must(
    35,
    'RFC7644-3.4.2.2 and, or, not and parentheses',
    counts({
      'title eq "alpha" and active eq true': 1,
      'title eq "alpha" or title eq "beta"': 2,
      'not (title eq "alpha")': 2,
      '(title eq "alpha" or title eq "beta") and active eq false': 1,
    }),
  ),
  must(
    35,
    'RFC7644-3.4.2.2 operators are read in any letter case',
    counts({ 'title EQ "alpha" OR title Eq "beta"': 2, 'title PR AND NOT (title eq "beta")': 1 }),
  ),
  must(
    35,
    'RFC7644-3.4.2.2 a filter that cannot be read is 400 invalidFilter, never everybody',
    refused('userName eq', 'userName', 'userName eq "a" and', '(userName eq "a"', 'userName eq "a'),
  ),
  must(
    35,
    'RFC7644-3.4.2.2 an unknown operator is 400 invalidFilter',
    refused('userName like "a"', 'userName regex "a"'),
  ),
  must(
    36,
    'RFC7644-3.4.2.2 and binds closer than or, not closest',
    counts({
      'title eq "beta" or title eq "alpha" and active eq true': 2,
      'not (title eq "alpha") and active eq true': 1,
    }),
  ),
  must(
    36,
    'RFC7644-3.4.2.2 not may stand close to its parenthesis',
    counts({ 'not(title eq "alpha")': 2 }),
  ),
  must(37, 'RFC7644-3.4.2.2 booleans have no order', refused('active gt true', 'active le false')),
  must(37, 'RFC7644-3.4.2.2 times are compared as instants', async (probe) => {
    const { id, meta } = await probe.user()
    const instant = new Date(meta.created)
    const east = `${new Date(instant.getTime() + 2 * 3_600_000).toISOString().replace('Z', '')}+02:00`
    const found = async (operator: string) =>
      (
        await probe.query('/Users', {
          filter: `id eq "${id}" and meta.created ${operator} "${east}"`,
        })
      ).totalResults
    equal(
      [await found('ge'), await found('le'), await found('gt')],
      [1, 1, 0],
      `meta.created beside ${east}`,
    )
  }),
  must(
    38,
    'RFC7644-3.4.2.2 letter case counts where the attribute says so',
    async ({ user, name, query }) => {
      const externalId = name('Case')
      const { userName } = await user({ externalId })
      const total = async (filter: string) => (await query('/Users', { filter })).totalResults
      equal(
        await total(`userName eq "${userName.toUpperCase()}"`),
        1,
        'userName in other letter case',
      )
      equal(
        await total(`externalId eq "${externalId.toUpperCase()}"`),
        0,
        'externalId in other letter case',
      )
    },
  ),
  must(
    38,
    'RFC7644-3.4.2.2 of several values any one may match',
    counts({ 'emails.value ew "work.example"': 1, 'emails co "home"': 1 }),
  ),
  must(
    38,
    'RFC7644-3.4.2.2 terms in brackets hold for one and the same value',
    counts({
      'emails[type eq "work" and value co "work"]': 1,
      'emails[type eq "work" and value co "home"]': 0,
      'emails.type eq "work" and emails.value co "home"': 1,
    }),
  ),
  must(
    39,
    'RFC7644-3.4.2.2 pr is true of what has a value',
    counts({ 'title pr': 2, 'emails pr': 1, 'not (name pr)': 1 }),
  ),
  must(
    39,
    'RFC7644-3.4.2.2 eq null is true of what has none',
    counts({ 'title eq null': 1, 'title ne null': 2 }),
  ),
  must(
    40,
    'RFC7644-3.4.2.2 what a text contains is a value, not syntax',
    async ({ user, query }) => {
      const title = 'a "quoted" \\ (and) or]'
      const { id } = await user({ title })
      const filter = `id eq "${id}" and title eq ${JSON.stringify(title)}`
      equal((await query('/Users', { filter })).totalResults, 1, filter)
    },
  ),
  should(41, 'RFC7644-7.5.2 nobody is found by a password', async ({ send }) => {
    const { status } = await send('GET', `/Users?filter=${encodeURIComponent('password sw "a"')}`)
    holds(status === 400 || status === 403, 'a filter on password is 400 or 403', status)
  }),
]
