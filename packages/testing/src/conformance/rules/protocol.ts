import { SCIM_MEDIA_TYPE, urns } from '@scimwright/types'
import { equal, holds } from '../expectations.ts'
import { ENTERPRISE, USER } from '../probe.ts'
import { must, type Rule, should } from '../rule.ts'

/** What holds for every request and answer (RFC 7644 §2, §3.1, §3.8–3.14). */
export const protocolRules: readonly Rule[] = [
  must(
    22,
    'RFC7644-2 a client without a token is 401, and told how to come in',
    async ({ send }) => {
      const { status, headers } = await send('GET', '/Users', undefined, { authorization: null })
      equal(status, 401, 'GET /Users without a token')
      holds(headers.get('www-authenticate'), 'a WWW-Authenticate header')
    },
  ),
  must(22, 'RFC7644-2 a wrong token is 401 with an error body', async ({ send }) => {
    const { status, body } = await send('GET', '/Users', undefined, {
      authorization: 'Bearer wrong',
    })
    equal([status, body?.schemas, body?.status], [401, [urns.Error], '401'], 'a wrong token')
  }),
  must(23, 'RFC7644-3.1 messages are not listed as schemas', async ({ send }) => {
    const { body } = await send('GET', '/Schemas')
    const ids = (body?.Resources ?? []).map(({ id }: { id: string }) => id)
    holds(ids.includes(USER), 'the User schema is listed', ids)
    holds(!ids.some((id: string) => id.includes(':api:messages:')), 'no message is listed', ids)
  }),
  must(24, 'RFC7644-3.5.1 PUT does not create', async ({ send, name }) => {
    const body = { schemas: [USER], userName: name() }
    equal((await send('PUT', '/Users/nobody-of-this-id', body)).status, 404, 'PUT of an unknown id')
  }),
  must(25, 'RFC7644-3.8 answers are application/scim+json', async ({ user, send }) => {
    const { id } = await user()
    for (const accept of [SCIM_MEDIA_TYPE, null]) {
      const { headers } = await send('GET', `/Users/${id}`, undefined, { accept })
      const type = headers.get('content-type') ?? ''
      holds(type.startsWith(SCIM_MEDIA_TYPE), `content-type with Accept ${accept}`, type)
    }
  }),
  should(25, 'RFC7644-3.8 application/json is accepted as well', async ({ send, name, forget }) => {
    const body = { schemas: [USER], userName: name() }
    const answer = await send('POST', '/Users', body, {
      'content-type': 'application/json',
      accept: 'application/json',
    })
    if (answer.status === 201) forget('/Users', answer.body.id)
    equal(answer.status, 201, 'POST of application/json')
  }),
  must(25, 'RFC7644-3.8 text is UTF-8', async ({ user, query }) => {
    const displayName = 'Žofie Ångström 李 🦊'
    const { userName } = await user({ displayName })
    const { Resources } = await query('/Users', {
      filter: `displayName eq "${displayName}" and userName eq "${userName}"`,
    })
    equal(Resources?.[0]?.displayName, displayName, 'displayName')
  }),
  must(
    26,
    'RFC7644-3.10 attributes are named with or without their URN, in any letter case',
    async ({ user, query }) => {
      const { userName } = await user({
        schemas: [USER, ENTERPRISE],
        [ENTERPRISE]: { department: 'R&D' },
      })
      for (const name of ['username', `${USER}:userName`, `${USER.toUpperCase()}:USERNAME`]) {
        const filter = `${name} eq "${userName}" and ${ENTERPRISE}:department eq "R&D"`
        equal((await query('/Users', { filter })).totalResults, 1, `users by ${name}`)
      }
    },
  ),
  must(
    27,
    'RFC7644-3.12 an error has a body: its status as text, and a detail',
    async ({ send }) => {
      const { status, body } = await send('GET', '/Users/nobody-of-this-id')
      equal([status, body?.schemas, body?.status], [404, [urns.Error], '404'], 'the error of a 404')
      holds(typeof body.detail === 'string' && body.detail !== '', 'a detail', body)
    },
  ),
  must(27, 'RFC7644-3.12 a body that is no JSON is 400 invalidSyntax', async ({ send }) => {
    const { status, body } = await send('POST', '/Users', '{"schemas":')
    equal([status, body?.scimType], [400, 'invalidSyntax'], 'half a body')
  }),
  must(
    29,
    'RFC7644-3.14 a resource has an ETag that changes with it',
    async ({ user, send, patch }) => {
      const { id } = await user()
      const before = (await send('GET', `/Users/${id}`)).headers.get('etag')
      holds(before, 'an ETag header')
      await patch(`/Users/${id}`, { op: 'add', path: 'title', value: 'VP' })
      const { headers, body } = await send('GET', `/Users/${id}`)
      holds(headers.get('etag') !== before, 'another ETag after a change', before)
      equal(body?.meta?.version, headers.get('etag'), 'meta.version')
    },
  ),
  must(
    29,
    'RFC7644-3.14 a write that is based on an old version is 412',
    async ({ user, send, patch }) => {
      const { id, userName, meta } = await user()
      await patch(`/Users/${id}`, { op: 'add', path: 'title', value: 'VP' })
      const body = { schemas: [USER], userName, title: 'CEO' }
      const put = await send('PUT', `/Users/${id}`, body, { 'if-match': meta.version })
      const remove = await send('DELETE', `/Users/${id}`, undefined, { 'if-match': meta.version })
      equal([put.status, remove.status], [412, 412], 'PUT and DELETE with an old If-Match')
      equal((await send('GET', `/Users/${id}`)).body?.title, 'VP', 'title after refused writes')
    },
  ),
  must(
    29,
    'RFC7644-3.14 a write that is based on the current version succeeds',
    async ({ user, send }) => {
      const { id, userName, meta } = await user()
      const body = { schemas: [USER], userName, title: 'CEO' }
      const { status } = await send('PUT', `/Users/${id}`, body, { 'if-match': meta.version })
      equal(status, 200, 'PUT with the current If-Match')
    },
  ),
  must(29, 'RFC7644-3.14 what the client has already is 304', async ({ user, send }) => {
    const { id, meta } = await user()
    const same = await send('GET', `/Users/${id}`, undefined, { 'if-none-match': meta.version })
    const other = await send('GET', `/Users/${id}`, undefined, { 'if-none-match': 'W/"other"' })
    equal([same.status, other.status], [304, 200], 'GET with If-None-Match')
  }),
  should(30, 'RFC7644-3.11 /Me is the own user, or 501', async ({ send }) => {
    const { status } = await send('GET', '/Me')
    holds([200, 308, 404, 501].includes(status), '/Me is 200, 308, 404 or 501', status)
  }),
]
