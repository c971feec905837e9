import { mkdirSync, writeFileSync } from 'node:fs'
import { availableParallelism, totalmem } from 'node:os'
import { dirname } from 'node:path'
import { barbara } from './barbara.ts'
import { type Answer, type Contestant, pin, startContestant } from './contestant.ts'
import { type Load, measureLoad } from './load.ts'

const CONNECTIONS = 16
const ROUNDS = 9
// Read one after the other: more than a load asks for at once.
const USERS = 1000
const MILLISECONDS = 1000

/** One request of a kind; `path` and `token` may differ from one to the next. */
const requestOf = (
  method: string,
  path: string,
  { token, body = '' }: { token: string; body?: string },
) =>
  Buffer.from(
    [
      `${method} /scim${path} HTTP/1.1`,
      'Host: scim.example',
      `Authorization: Bearer ${token}`,
      'Accept: application/scim+json',
      'User-Agent: Okta SCIM Client 1.0.0',
      ...(body
        ? [
            'Content-Type: application/scim+json; charset=utf-8',
            `Content-Length: ${Buffer.byteLength(body)}`,
          ]
        : []),
      '',
      body,
    ].join('\r\n'),
  )

let users = 0
// Cut once: making a body anew for each request would cost the load more than sending it.
const [before, after] = JSON.stringify(barbara('\0')).split('\\u0000')
const newUser = (): string => {
  users += 1
  return `${before}user${users}@example.com${after}`
}

/** Creates users and reads the last again; both answers, for the bare server to repeat. */
const record = async ({
  port,
}: Contestant): Promise<{ ids: string[]; get: Answer; post: Answer }> => {
  const ask = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`http://127.0.0.1:${port}/scim${path}`, {
      ...init,
      headers: { authorization: 'Bearer acme', 'content-type': 'application/scim+json' },
    })
    if (!response.ok) throw new Error(`${response.status} ${await response.text()}`)
    const {
      date: _,
      connection: _c,
      'keep-alive': _k,
      ...headers
    } = Object.fromEntries(response.headers)
    return { headers, body: await response.text() }
  }
  const ids: string[] = []
  const create = async (): Promise<Answer> => {
    const post = await ask('/Users', { method: 'POST', body: newUser() })
    ids.push(JSON.parse(post.body).id)
    return post
  }
  for (let made = 1; made < USERS; made += 1) await create()
  const post = await create()
  return { ids, post, get: await ask(`/Users/${ids.at(-1)}`, {}) }
}

const median = (values: readonly number[]): number =>
  [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)] ?? 0

interface Row {
  readonly name: string
  readonly perSecond: number
  /** The median of its ratios to bare node:http, each of one round. */
  readonly ratio: number
}

type Lane = Pick<Load, 'port' | 'request'> & { readonly name: string }

/** The lanes take turns, so that whatever else the machine does meets all of them; the first is the measure. */
const compare = async (lanes: readonly Lane[], status: number): Promise<Row[]> => {
  const run = ({ port, request }: Lane) =>
    measureLoad({ port, request, status, connections: CONNECTIONS, milliseconds: MILLISECONDS })
  for (const lane of lanes) await run(lane)
  const rounds: number[][] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const rates: number[] = []
    for (const lane of lanes) rates.push(await run(lane))
    rounds.push(rates)
  }
  return lanes.map(({ name }, lane) => ({
    name,
    perSecond: median(rounds.map((rates) => rates[lane] ?? 0)),
    ratio: median(rounds.map((rates) => (rates[lane] ?? 0) / (rates[0] ?? 1))),
  }))
}

const print = (work: string, rows: readonly Row[]): void => {
  console.log(work)
  for (const { name, perSecond, ratio } of rows)
    console.log(
      `  ${name.padEnd(48)} ${Math.round(perSecond).toLocaleString('en').padStart(8)}/s  ×${ratio.toFixed(3)}`,
    )
}

const ours = await startContestant('scimwright')
const peer = await startContestant('scimmy-routers')
const recorded = await record(ours)
const peerIds = (await record(peer)).ids
const bare = await startContestant('bare', recorded)
const adapter = await startContestant('adapter', recorded)
// Asked before: a process on one core sees no other.
const cores = availableParallelism()
const pinned = pin(process.pid, 1)

const get = (ids: readonly string[]) => {
  const requests = ids.map((id) => requestOf('GET', `/Users/${id}`, { token: 'acme' }))
  return (number: number) => requests[number % requests.length] ?? Buffer.alloc(0)
}
const post = (usersInDirectory: number) => {
  const run = `of-${usersInDirectory}`
  return () =>
    requestOf('POST', '/Users', {
      token: `${run}-${Math.floor(users / usersInDirectory)}`,
      body: newUser(),
    })
}

const reads = await compare(
  [
    { name: 'bare node:http, the same bytes', port: bare.port, request: get(recorded.ids) },
    {
      name: '@hono/node-server, the same bytes',
      port: adapter.port,
      request: get(recorded.ids),
    },
    { name: 'scimwright on @hono/node-server', port: ours.port, request: get(recorded.ids) },
    { name: 'scimmy-routers on Express', port: peer.port, request: get(peerIds) },
  ],
  200,
)
print(`GET /Users/{id}, ${USERS} users, memory store`, reads)
const writes = await compare(
  [
    { name: 'bare node:http, body parsed, the same bytes', port: bare.port, request: post(100) },
    { name: 'scimwright, directories of up to 100 users', port: ours.port, request: post(100) },
    { name: 'scimwright, directories of up to 1,000 users', port: ours.port, request: post(1000) },
    { name: 'scimmy-routers on Express', port: peer.port, request: post(100) },
  ],
  201,
)
print('POST /Users, memory store', writes)
for (const contestant of [ours, peer, bare, adapter]) contestant.stop()

const [, , own, other] = reads
const against = (own?.perSecond ?? 0) / (other?.perSecond ?? 1)
console.log(
  `GET one user: ×${own?.ratio.toFixed(2)} of bare (target 0.6), ×${against.toFixed(1)} scimmy-routers (target 20)`,
)

const [file] = process.argv.slice(2)
if (file !== undefined) {
  const machine = {
    cores,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    pinned,
  }
  const method = { connections: CONNECTIONS, rounds: ROUNDS, milliseconds: MILLISECONDS }
  const result = { command: 'npm run bench -w @scimwright/server', machine, method, reads, writes }
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify(result, undefined, 2)}\n`)
}
