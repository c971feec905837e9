import { describe, expect, test } from 'vitest'
import { createUser, patch, startServer, user } from './server.ts'

type Server = ReturnType<typeof startServer>

const CLIENTS = 64
/** Milliseconds; 64 rounds in which one of those who are left wins are some thousands of requests. */
const PATIENCE = 60_000

const together = <T>(run: (client: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: CLIENTS }, (_, client) => run(client)))

interface Email {
  readonly value: string
  readonly type: string
}

/** How a client makes its change of what it read. */
type Change = (read: Record<string, unknown>, own: Email) => { method: string; body: object }

const put: Change = (read, own) => ({
  method: 'PUT',
  body: { ...read, emails: [...((read.emails as Email[]) ?? []), own] },
})

const replace: Change = (read, own) => ({
  method: 'PATCH',
  body: patch({
    op: 'replace',
    path: 'emails',
    value: [...((read.emails as Email[]) ?? []), own],
  }),
})

/** Turns of the event loop between reading and writing, so that others write before this client sends what it read. */
const think = async (turns: number): Promise<void> => {
  for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** Reads, changes and writes until it succeeds; gives back the statuses of its writes. */
const writeUntilDone = async (
  { send }: Server,
  path: string,
  { own, change, turns }: { own: Email; change: Change; turns: number },
): Promise<number[]> => {
  const statuses: number[] = []
  while (statuses.at(-1) !== 200 && statuses.length <= CLIENTS) {
    const read = await send('GET', path)
    const { method, body } = change(read.body, own)
    const etag = read.headers.get('etag') ?? ''
    await think(turns)
    statuses.push((await send(method, path, body, { 'if-match': etag })).status)
  }
  return statuses
}

describe('64 clients at once on one user', () => {
  test.each([
    ['PUT', put],
    ['PATCH', replace],
  ])(
    'RFC7644-3.14 %s with If-Match until it succeeds: no update is lost',
    async (_, change) => {
      const server = startServer()
      const id = await createUser(server, 'bjensen')
      const emailOf = (client: number) => ({ value: `${client}@example.com`, type: 'work' })
      const statuses = await together((client) =>
        writeUntilDone(server, `/Users/${id}`, {
          own: emailOf(client),
          change,
          turns: client % 4,
        }),
      )
      const all = statuses.flat()
      expect(new Set(all)).toEqual(new Set([200, 412]))
      expect(all.filter((status) => status === 200)).toHaveLength(CLIENTS)
      const { body } = await server.send('GET', `/Users/${id}`)
      expect(body.meta.version).toBe(`W/"${CLIENTS + 1}"`)
      expect(body.emails.map(({ value }: Email) => value).sort()).toEqual(
        Array.from({ length: CLIENTS }, (_, client) => emailOf(client).value).sort(),
      )
    },
    PATIENCE,
  )

  test('RFC7644-3.14 without If-Match: they take turns, and every change is stored', async () => {
    const server = startServer()
    const id = await createUser(server, 'bjensen')
    const answers = await together((client) =>
      server.send(
        'PATCH',
        `/Users/${id}`,
        patch({
          op: 'add',
          path: 'emails',
          value: [{ value: `${client}@example.com`, type: 'work' }],
        }),
      ),
    )
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    const { body } = await server.send('GET', `/Users/${id}`)
    expect(body.emails).toHaveLength(CLIENTS)
    expect(body.meta.version).toBe(`W/"${CLIENTS + 1}"`)
  })

  test('RFC7644-3.6 DELETE: exactly one is 204, the others are 404', async () => {
    const server = startServer()
    const id = await createUser(server, 'bjensen')
    const answers = await together(() => server.send('DELETE', `/Users/${id}`))
    const statuses = answers.map(({ status }) => status).sort()
    expect(statuses).toEqual([204, ...Array.from({ length: CLIENTS - 1 }, () => 404)])
  })
})

describe('64 clients at once on one name', () => {
  test('RFC7644-3.3.1 creates of one userName in mixed case: exactly one 201, 63 × 409 uniqueness', async () => {
    const server = startServer()
    const answers = await together((client) =>
      server.send('POST', '/Users', user(client % 2 ? 'bjensen' : 'BJensen')),
    )
    const outcomes = answers.map(({ status, body }) => `${status} ${body.scimType ?? ''}`).sort()
    expect(outcomes).toEqual([
      '201 ',
      ...Array.from({ length: CLIENTS - 1 }, () => '409 uniqueness'),
    ])
    expect((await server.send('GET', '/Users')).body.totalResults).toBe(1)
  })

  test('RFC7643-7 renames to one userName: exactly one is 200, 63 × 409 uniqueness', async () => {
    const server = startServer()
    const ids = await together((client) => createUser(server, `u${client}`))
    const answers = await together((client) =>
      server.send(
        'PATCH',
        `/Users/${ids[client]}`,
        patch({ op: 'replace', path: 'userName', value: client % 2 ? 'bjensen' : 'BJensen' }),
      ),
    )
    const outcomes = answers.map(({ status, body }) => `${status} ${body.scimType ?? ''}`).sort()
    expect(outcomes).toEqual([
      '200 ',
      ...Array.from({ length: CLIENTS - 1 }, () => '409 uniqueness'),
    ])
  })

  test('RFC7644-3.5.2 a member added to one group by each client: all 64 are members', async () => {
    const server = startServer()
    const created = await server.send('POST', '/Groups', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName: 'Crew',
    })
    const add = async (client: number): Promise<number> => {
      const operation = { op: 'add', path: 'members', value: [{ value: `u${client}` }] }
      const { status } = await server.send('PATCH', `/Groups/${created.body.id}`, patch(operation))
      return status
    }
    expect(new Set(await together(add))).toEqual(new Set([200]))
    const { body } = await server.send('GET', `/Groups/${created.body.id}`)
    expect(body.members).toHaveLength(CLIENTS)
    expect(body.meta.version).toBe(`W/"${CLIENTS + 1}"`)
  })
})
