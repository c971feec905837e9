import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { startWriter } from './start-writer.ts'
import { temporaryFolder } from './temporary-store.ts'

// A tool of the machine, not of the project.
const TRACER = 'strace'
const hasStrace = spawnSync(TRACER, ['-f', '-o', '/dev/null', 'true']).status === 0
if (!hasStrace)
  console.warn(
    'SKIPPED: strace is not here or may not trace; no check that a sync precedes each answer.',
  )

const CALLS = 'trace=openat,pwrite64,fsync,fdatasync,write'

test.skipIf(!hasStrace)(
  'the log is synced after its last write, before each answer',
  { timeout: 60_000 },
  async () => {
    const folder = temporaryFolder()
    const trace = `${folder}/trace`
    const writer = startWriter(
      [`${folder}/store.db`, 'w', '4', '10'],
      [TRACER, '-f', '-y', '-e', CALLS, '-o', trace],
    )
    await writer.ended
    expect(writer.acknowledged.length).toBeGreaterThan(160)

    // Between two answers of the process only its own thread writes the log: one state suffices.
    let unsynced = false
    let synced = 0
    let answered = 0
    for (const line of readFileSync(trace, 'utf8').split('\n')) {
      if (/pwrite64\(\d+<[^>]*store\.db-wal>/.test(line)) unsynced = true
      if (/f(?:data)?sync\(\d+<[^>]*store\.db-wal>\)\s+= 0/.test(line)) {
        unsynced = false
        synced += 1
      }
      if (/write\(1<.*"ack /.test(line)) {
        expect(unsynced).toBe(false)
        answered += 1
      }
    }
    expect(answered).toBe(writer.acknowledged.length)
    expect(synced).toBeGreaterThan(answered / 4 - 1)
  },
)
