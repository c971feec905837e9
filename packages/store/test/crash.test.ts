import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { checkDatabase } from './check-database.ts'
import { engines, stopServerAtTheEnd } from './engines.ts'
import { startWriter } from './start-writer.ts'

// More in the night.
const CYCLES = Number(process.env.SCIMWRIGHT_CRASHES ?? 15)
// All of a database is looked at after every kill: a thousand in one would take hours.
const CYCLES_OF_A_DATABASE = 50

stopServerAtTheEnd()

it.each(engines)(
  '$name loses no acknowledged write to kill -9, and keeps every invariant',
  {
    timeout: 60_000 + CYCLES * 6000,
  },
  async ({ createDatabase }) => {
    let total = 0
    let database = await createDatabase()
    let acknowledged: { id: string; version: number }[] = []
    for (let cycle = 0; cycle < CYCLES; cycle += 1) {
      if (cycle > 0 && cycle % CYCLES_OF_A_DATABASE === 0) {
        database = await createDatabase()
        acknowledged = []
      }
      const writer = startWriter([database.target, `c${cycle}`])
      await writer.started
      await wait((cycle * 37) % 150)
      writer.process.kill('SIGKILL')
      await writer.ended
      acknowledged.push(...writer.acknowledged)
      total += writer.acknowledged.length
      const versions = await checkDatabase(database)
      const lost = acknowledged.filter(({ id, version }) => (versions.get(id) ?? 0) < version)
      expect(lost).toEqual([])
    }
    expect(total).toBeGreaterThan(CYCLES)
  },
)
