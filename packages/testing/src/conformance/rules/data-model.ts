import { equal, holds } from '../expectations.ts'
import { ENTERPRISE, GROUP, USER } from '../probe.ts'
import { must, type Rule, should } from '../rule.ts'

/** Resources and their attributes (RFC 7643 §2–4). */
export const dataModelRules: readonly Rule[] = [
  must(
    1,
    'RFC7643-2.1 attribute names are read in any letter case',
    async ({ send, name, forget }) => {
      const userName = name()
      const { status, body } = await send('POST', '/Users', { schemas: [USER], USERNAME: userName })
      if (status === 201) forget('/Users', body.id)
      equal(body?.userName, userName, 'userName of a user created with USERNAME')
    },
  ),
  must(4, 'RFC7643-2.3.7 the $ref of a member leads to it', async ({ user, group, send }) => {
    const { id } = await user()
    const { members } = await group([id])
    holds(members?.[0]?.$ref, 'a member has a $ref', members)
    const { status, body } = await send('GET', members[0].$ref)
    equal([status, body?.id], [200, id], 'what $ref leads to')
  }),
  must(5, 'RFC7643-2.4 one element at most is primary', async ({ send, name, forget }) => {
    const emails = [
      { value: 'a@example.com', type: 'work', primary: true },
      { value: 'b@example.com', type: 'home', primary: true },
    ]
    const { status, body } = await send('POST', '/Users', {
      schemas: [USER],
      userName: name(),
      emails,
    })
    if (status === 201) forget('/Users', body.id)
    const primaries = (body?.emails ?? []).filter(({ primary }: { primary?: boolean }) => primary)
    holds(
      status === 400 || primaries.length === 1,
      'two primary values are refused or become one',
      body,
    )
  }),
  should(6, 'RFC7643-2.4 the same type and value is not returned twice', async ({ user }) => {
    const email = { value: 'a@example.com', type: 'work' }
    const { emails } = await user({ emails: [email, email] })
    equal(emails?.length, 1, 'elements of emails sent twice')
  }),
  must(7, 'RFC7643-2.5 null and an empty array are unassigned', async ({ user, patch, query }) => {
    const { id, userName } = await user({ nickName: 'Babs', emails: [{ value: 'a@example.com' }] })
    await patch(`/Users/${id}`, { op: 'replace', value: { nickName: null, emails: [] } })
    const filter = `userName eq "${userName}" and (nickName pr or emails pr)`
    equal((await query('/Users', { filter })).totalResults, 0, 'users with a value after null')
  }),
  must(9, 'RFC7643-3 a resource says by which schemas it is described', async ({ user }) => {
    const { schemas } = await user({
      schemas: [USER, ENTERPRISE],
      [ENTERPRISE]: { department: 'R&D' },
    })
    equal([...(schemas ?? [])].sort(), [USER, ENTERPRISE].sort(), 'schemas')
  }),
  must(
    9,
    'RFC7643-3 a body without schemas, or without the base schema, is refused',
    async ({ send, name }) => {
      for (const schemas of [[], [GROUP]]) {
        const { status } = await send('POST', '/Users', { schemas, userName: name() })
        equal(status, 400, `POST /Users with schemas ${JSON.stringify(schemas)}`)
      }
    },
  ),
  must(
    9,
    'RFC7643-3.3 extension attributes stand under the URN of their schema',
    async ({ user }) => {
      const made = await user({ schemas: [USER, ENTERPRISE], [ENTERPRISE]: { department: 'R&D' } })
      equal(made[ENTERPRISE]?.department, 'R&D', `${ENTERPRISE}.department`)
    },
  ),
  must(10, 'RFC7643-3.1 the id is the provider’s, whatever the client sends', async ({ user }) => {
    const { id } = await user({ id: 'mine' })
    holds(typeof id === 'string' && id !== '' && id !== 'mine', 'a new id', id)
    holds(!id.includes('bulkId'), 'an id without "bulkId"', id)
  }),
  must(10, 'RFC7643-3.1 the id stays and is always returned', async ({ user, send, query }) => {
    const { id, userName } = await user()
    const { body } = await send('PUT', `/Users/${id}`, { schemas: [USER], userName, id: 'other' })
    equal(body?.id, id, 'id after PUT')
    const list = await query('/Users', {
      filter: `userName eq "${userName}"`,
      attributes: 'userName',
    })
    equal(list.Resources?.[0]?.id, id, 'id where it was not asked for')
  }),
  must(
    11,
    'RFC7643-3.1 externalId is the client’s: kept, not invented, not unique',
    async ({ user }) => {
      const one = await user({ externalId: 'E1' })
      const two = await user({ externalId: 'E1' })
      const three = await user()
      equal(
        [one.externalId, two.externalId, three.externalId ?? null],
        ['E1', 'E1', null],
        'externalId',
      )
    },
  ),
  must(
    12,
    'RFC7643-3.1 meta has type, times, location and version, and is the provider’s',
    async ({ send, name, forget }) => {
      const { body, headers } = await send('POST', '/Users', {
        schemas: [USER],
        userName: name(),
        meta: { created: '1999-01-01T00:00:00Z', resourceType: 'Thing', version: 'W/"x"' },
      })
      const meta = body?.meta ?? {}
      if (body?.id) forget('/Users', body.id)
      equal(meta.resourceType, 'User', 'meta.resourceType')
      equal(meta.created, meta.lastModified, 'meta.created of a new resource, beside lastModified')
      holds(
        Date.parse(meta.created) > Date.parse('2000-01-01'),
        'meta.created is now',
        meta.created,
      )
      equal(meta.location, headers.get('location'), 'meta.location, beside the header')
      equal(meta.version, headers.get('etag'), 'meta.version, beside the ETag header')
    },
  ),
  must(
    13,
    'RFC7643-3.1 common attributes are there for every type',
    async ({ user, group, query }) => {
      for (const [endpoint, { id }] of [
        ['/Users', await user()],
        ['/Groups', await group()],
      ] as const) {
        const filter = `id eq "${id}" and meta.created pr`
        equal(
          (await query(endpoint, { filter })).totalResults,
          1,
          `${endpoint} by id and meta.created`,
        )
      }
    },
  ),
  must(14, 'RFC7643-4.1.1 a user needs a userName', async ({ send }) => {
    for (const body of [{ schemas: [USER] }, { schemas: [USER], userName: '' }]) {
      const answer = await send('POST', '/Users', body)
      equal(
        [answer.status, answer.body?.scimType],
        [400, 'invalidValue'],
        'a user without userName',
      )
    }
  }),
  must(
    14,
    'RFC7643-4.1.1 a userName is unique, whatever its letter case',
    async ({ user, send }) => {
      const { userName } = await user()
      const again = await send('POST', '/Users', {
        schemas: [USER],
        userName: userName.toUpperCase(),
      })
      equal(
        [again.status, again.body?.scimType],
        [409, 'uniqueness'],
        'a userName in other letter case',
      )
    },
  ),
  must(14, 'RFC7643-4.1.1 a password is never returned', async ({ send, name, forget }) => {
    const password = name('Secret')
    const { body } = await send('POST', '/Users?attributes=userName,password', {
      schemas: [USER],
      userName: name(),
      password,
    })
    forget('/Users', body?.id)
    const read = await send('GET', `/Users/${body?.id}`)
    holds(!JSON.stringify([body, read.body]).includes(password), 'no password in an answer')
  }),
  must(
    15,
    'RFC7643-4.1.2 groups of a user follow from the groups alone',
    async ({ user, group, send }) => {
      const { id } = await user({ groups: [{ value: 'nowhere' }] })
      const made = await group([id])
      const { body } = await send('GET', `/Users/${id}`)
      equal(
        body?.groups?.map(({ value }: { value: string }) => value),
        [made.id],
        'groups',
      )
      holds(
        body.groups[0].$ref?.endsWith(`/Groups/${made.id}`),
        'a group has its $ref',
        body.groups,
      )
    },
  ),
  must(17, 'RFC7643-4.2 a group needs a displayName', async ({ send }) => {
    const { status, body } = await send('POST', '/Groups', { schemas: [GROUP] })
    equal([status, body?.scimType], [400, 'invalidValue'], 'a group without displayName')
  }),
  must(21, 'RFC7643-7 what is readOnly is not modified', async ({ user, send }) => {
    const { id, userName, meta } = await user()
    const { body } = await send('PUT', `/Users/${id}`, {
      schemas: [USER],
      userName,
      groups: [{ value: 'g' }],
      meta: { created: '1999-01-01T00:00:00Z' },
    })
    equal(
      [body?.groups ?? [], body?.meta?.created],
      [[], meta.created],
      'readOnly values after PUT',
    )
  }),
]
