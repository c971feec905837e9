import { createScimClient } from '../src/index.ts'

/** Requests at a time, in every part of the bench. */
export const CONCURRENCY = 8

const ROUNDS = 15
const REQUESTS = 400

/** Requests per second of the client, and its share of what a bare loop of `fetch` reaches in the same round. */
export interface Load {
  readonly client: number
  readonly bare: number
  readonly ratio: number
}

/** Runs the client and a bare loop in turns; the median of many rounds. */
export const compare = async (
  client: (number: number) => PromiseLike<unknown>,
  bare: (number: number) => PromiseLike<unknown>,
): Promise<Load> => {
  const rounds: Load[] = []
  for (let round = 0; round < ROUNDS + 2; round += 1) {
    // Who goes first meets another machine than who goes second.
    const first = round % 2 === 0 ? client : bare
    const one = await rate(first)
    const other = await rate(first === client ? bare : client)
    const [ours, theirs] = first === client ? [one, other] : [other, one]
    if (round >= 2) rounds.push({ client: ours, bare: theirs, ratio: ours / theirs })
  }
  const middle = (of: keyof Load) =>
    rounds.map((each) => each[of]).sort((a, b) => a - b)[ROUNDS >> 1] ?? 0
  return { client: middle('client'), bare: middle('bare'), ratio: middle('ratio') }
}

let number = 0

const rate = async (run: (number: number) => PromiseLike<unknown>): Promise<number> => {
  const start = performance.now()
  let left = REQUESTS
  const lane = async () => {
    while (left > 0) {
      left -= 1
      number += 1
      await run(number)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, lane))
  return (REQUESTS * 1000) / (performance.now() - start)
}

const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User']
const userOf = (index: number) => ({
  schemas,
  userName: `load${index}@example.com`,
  name: { givenName: 'Given', familyName: 'Family' },
  emails: [{ type: 'work', value: `load${index}@example.com`, primary: true }],
})

/** Creating and reading users, the client beside a bare loop. */
export const measureLoads = async (baseUrl: string): Promise<Record<string, Load>> => {
  const users = createScimClient({ baseUrl, auth: 'load' }).users()
  const headers = {
    authorization: 'Bearer load',
    accept: 'application/scim+json',
    'content-type': 'application/scim+json',
  }
  const send = async (path: string, init: RequestInit) => {
    const response = await fetch(baseUrl + path, { headers, ...init })
    if (!response.ok) throw new Error(`${response.status}`)
    return response.json()
  }
  const { id } = await users.create(userOf(0))
  return {
    'POST /Users': await compare(
      (index) => users.create(userOf(index)),
      (index) => send('/Users', { method: 'POST', body: JSON.stringify(userOf(index)) }),
    ),
    'GET /Users/{id}': await compare(
      () => users.get(id),
      () => send(`/Users/${id}`, { method: 'GET' }),
    ),
  }
}
