import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { checkDatabase } from './check-database.ts'
import { sqliteDatabase } from './engines.ts'
import { startWriter } from './start-writer.ts'
import { temporaryFolder } from './temporary-store.ts'

const CYCLES = 15

it('loses no acknowledged write to kill -9, and keeps every invariant', {
  timeout: 120_000,
}, async () => {
  const file = `${temporaryFolder()}/store.db`
  const acknowledged: { id: string; version: number }[] = []
  for (let cycle = 0; cycle < CYCLES; cycle += 1) {
    const writer = startWriter([file, `c${cycle}`])
    await writer.started
    await wait((cycle * 37) % 150)
    writer.process.kill('SIGKILL')
    await writer.ended
    acknowledged.push(...writer.acknowledged)
    const versions = await checkDatabase(sqliteDatabase(file))
    const lost = acknowledged.filter(({ id, version }) => (versions.get(id) ?? 0) < version)
    expect(lost).toEqual([])
  }
  expect(acknowledged.length).toBeGreaterThan(CYCLES)
})
