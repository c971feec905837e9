import { describe, expect, test } from 'vitest'
import { createScimClient, type Log, type ScimClientOptions } from '../src/index.ts'
import { safeFilter } from '../src/safe-filter.ts'
import { BASE, fault, scim, useIntercept } from './intercept.ts'

const intercept = useIntercept()

const start = (options: Partial<ScimClientOptions> = {}) => {
  const lines: { level: string; message: string; fields: unknown }[] = []
  const at = (level: string) => (message: string, fields: unknown) =>
    void lines.push({ level, message, fields })
  const logger: Log = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
  const client = createScimClient({ baseUrl: BASE, auth: 'secret-token', logger, ...options })
  return { client, lines }
}

describe('a logger', () => {
  test('is told what was done, and of nobody', async () => {
    intercept(({ method }, index) => {
      if (index === 0) return fault(503, undefined, { 'retry-after': '0' })
      return method === 'GET'
        ? scim(200, { totalResults: 1, Resources: [{ id: 'bjensen@example.com' }] })
        : scim(201, { id: 'bjensen@example.com' })
    })
    const { client, lines } = start({ logLevel: 'debug' })
    const users = client.users()
    const filter = 'userName eq "bjensen@example.com" and title co "Guide"'
    await users.list({ filter, count: 5, attributes: ['title'] }).page()
    await users.create({ schemas: ['x'], userName: 'bjensen@example.com', title: 'Guide' })
    await users.get('bjensen@example.com')
    expect(JSON.stringify(lines)).not.toMatch(/bjensen|Guide|secret/)
    expect(lines.map(({ level, message }) => `${level} ${message}`)).toEqual([
      'info scim.answer',
      'info scim.retry',
      'debug scim.answer',
      'debug scim.answer',
      'debug scim.answer',
    ])
    expect(lines[0]?.fields).toMatchObject({
      method: 'GET',
      path: '/Users',
      query: { attributes: 'title', startIndex: '1', count: '5' },
      filter: 'userName eq ? and title co ?',
      status: 503,
      attempt: 1,
    })
    expect(lines[4]?.fields).toMatchObject({ path: '/Users/…', status: 200 })
  })

  test('is told as much as the level says; warn is the default', async () => {
    intercept(() => fault(404))
    const { client, lines } = start()
    await client
      .users()
      .get('u1')
      .catch(() => undefined)
    expect(lines).toEqual([])
    await client.capabilities()
    expect(lines).toMatchObject([{ level: 'warn', fields: { status: 404 } }])
  })
})

test.each([
  ['userName eq "a\\"b" and active eq true', 'userName eq ? and active eq ?'],
  [
    '(title pr) and emails[type eq "work" and value ew "@x"]',
    '(title pr) and emails[type eq ? and value ew ?]',
  ],
  ['userName EQ bjensen', 'userName EQ ?'],
  ['userName eq "never closed', 'userName eq ?'],
])('%s is told as %s', (filter, told) => {
  expect(safeFilter(filter)).toBe(told)
})

describe('what an answer looks like', () => {
  const odd = { id: 7, schemas: [], meta: 'x' }

  test.each([
    ['off', []],
    ['warn', ['$.id is no text', '$.schemas is no list of texts', '$.meta is no object']],
  ] as const)('%s: is no error', async (validate, paths) => {
    intercept(() => scim(200, odd))
    const { client, lines } = start({ validate })
    expect(await client.users().get('u1')).toEqual(odd)
    expect(lines.flatMap(({ fields }) => (fields as { paths: string[] }).paths)).toEqual(paths)
  })

  test('strict: is one, for the call that asks for it', async () => {
    intercept(() => scim(200, odd))
    const { client } = start()
    await expect(client.users().get('u1', { validate: 'strict' })).rejects.toMatchObject({
      code: 'decode',
      message: expect.stringContaining('$.id'),
    })
  })
})
