import type { DurableStore } from '../src/index.ts'
import { createUser } from '../test/resources.ts'
import { median, rate, report } from './measure.ts'
import { userNumber } from './population.ts'
import type { MakeSubject } from './subjects.ts'

const ROUNDS = 5
const PER_ROUND = 600

const CASES = [1, 40].flatMap((directories) => [1, 16].map((writers) => ({ directories, writers })))

const addDirectory = async ({ directories }: DurableStore, id: string): Promise<void> => {
  const about = { organizationId: 'org_1', name: 'Bench', provider: 'OKTA', profile: 'okta' }
  await directories.create({ id, ...about, enabled: true })
  await directories.putEndpoint({
    id: 'ep_1',
    directoryId: id,
    url: 'https://app.example.com/hooks',
    secrets: [{ secret: 'whsec_bench' }],
    eventTypes: [],
    enabled: true,
  })
}

/**
 * Creates users, each with its index rows, event and delivery, in one directory and in forty, beside a loop that does
 * nothing but insert a document and sync it; the rounds of all take turns.
 */
export const benchWrites = async (makeSubject: MakeSubject): Promise<void> => {
  const { store, insert, analyze, close } = await makeSubject()
  const bare = new Map<number, number[]>([1, 16].map((writers) => [writers, []]))
  const rates = CASES.map(() => [] as number[])
  for (const directories of [1, 40])
    for (let n = 0; n < directories; n += 1) await addDirectory(store, `dir_${directories}_${n}`)
  let first = 0
  // The first round is to warm up.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [writers, found] of bare) {
      const start = first
      const insertUser = (n: number) => {
        const user = userNumber(start + n)
        return insert(user.id, JSON.stringify(user))
      }
      found.push(await rate(PER_ROUND, writers, insertUser))
      first += PER_ROUND
    }
    for (const [index, { directories, writers }] of CASES.entries()) {
      const start = first
      const create = (n: number) =>
        store.write(`dir_${directories}_${n % directories}`, createUser(userNumber(start + n)))
      rates[index]?.push(await rate(PER_ROUND, writers, create))
      first += PER_ROUND
    }
    if (round === 0) await analyze()
  }
  await close()
  for (const found of [...bare.values(), ...rates]) found.shift()
  for (const [writers, found] of bare)
    report(`bare insert loop, one synced row each, ${writers} at once`, { '/s': median(found) })
  for (const [index, { directories, writers }] of CASES.entries()) {
    const speed = median(rates[index] ?? [])
    report(
      `create a user, ${directories} director${directories === 1 ? 'y' : 'ies'}, ${writers} at once`,
      {
        '/s': speed,
        'of the bare loop': speed / median(bare.get(writers) ?? []),
      },
    )
  }
}
