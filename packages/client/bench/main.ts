import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { availableParallelism, tmpdir, totalmem } from 'node:os'
import { dirname, join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { createScimClient, type ScimClient } from '../src/index.ts'
import { reconcile } from '../src/sync.ts'
import { desiredDirectory, stateOf } from '../test/desired-directory.ts'
import { CONCURRENCY, measureLoads } from './load.ts'

const USERS = 50_000
const GROUPS = 2_000
const INTERRUPT_AFTER = 0.4

const folder = mkdtempSync(join(tmpdir(), 'scimwright-client-bench-'))
const files = { plan: join(folder, 'plan.json'), journal: join(folder, 'journal.jsonl') }

const start = (script: string, ...args: string[]): ChildProcess =>
  fork(join(import.meta.dirname, script), args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })

/** Lines of the journal. */
const journalled = (): number =>
  existsSync(files.journal) ? readFileSync(files.journal, 'utf8').split('\n').length - 1 : 0

/** Applies the plan in a process that is killed in the middle, and again in another. */
const applyTwice = async (baseUrl: string, operations: number) => {
  const began = performance.now()
  const first = start('apply.mjs', baseUrl, files.plan, files.journal)
  const ended = once(first, 'exit')
  while (first.exitCode === null && journalled() < operations * INTERRUPT_AFTER)
    await new Promise((resolve) => setTimeout(resolve, 100))
  first.kill('SIGKILL')
  const [, signal] = await ended
  const killedAt = journalled()
  const second = start('apply.mjs', baseUrl, files.plan, files.journal)
  const [result] = await once(second, 'message')
  return { signal, killedAt, ...result, seconds: (performance.now() - began) / 1000 }
}

const bringInLine = async (scim: ScimClient, baseUrl: string) => {
  const desired = desiredDirectory({ users: USERS, groups: GROUPS })
  const plan = await reconcile(scim, desired)
  writeFileSync(files.plan, JSON.stringify(plan))
  const { length } = plan.operations
  const applied = await applyTwice(baseUrl, length)
  const again = performance.now()
  const left = (await reconcile(scim, desired)).operations.length
  const reconcileSeconds = (performance.now() - again) / 1000
  const equal = isDeepStrictEqual(await stateOf(scim), desired.state)
  return {
    users: USERS,
    groups: GROUPS,
    operations: length,
    ...applied,
    operationsPerSecond: length / applied.seconds,
    planBytes: statSync(files.plan).size,
    reconcileSeconds,
    operationsLeft: left,
    equal,
  }
}

const server = start('serve.mjs', join(folder, 'directory.db'))
try {
  const [{ port }] = await once(server, 'message')
  const baseUrl = `http://127.0.0.1:${port}`
  const loads = await measureLoads(baseUrl)
  for (const [name, { client, bare, ratio }] of Object.entries(loads))
    console.log(
      `${name}: ${client.toFixed(0)}/s, bare fetch ${bare.toFixed(0)}/s, ${ratio.toFixed(2)}×`,
    )
  const sync = await bringInLine(createScimClient({ baseUrl, auth: 'synced' }), baseUrl)
  console.log(sync)
  const report = {
    command: 'npm run bench -w @scimwright/client',
    machine: {
      cores: availableParallelism(),
      memoryGiB: Math.round(totalmem() / 2 ** 30),
      node: process.version,
    },
    concurrency: CONCURRENCY,
    loads,
    sync,
  }
  const file = process.argv[2]
  if (file) {
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `${JSON.stringify(report, undefined, 2)}\n`)
  }
  if (!sync.equal || sync.operationsLeft > 0 || sync.failed.length > 0) process.exitCode = 1
} finally {
  server.kill()
  rmSync(folder, { recursive: true, force: true })
}
