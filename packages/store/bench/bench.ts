// What durable writes and lookups cost beside bare loops over the same database engine, in one run.
// npm run bench -w @scimwright/store -- --users 100000
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { benchLookups } from './lookups.ts'
import { report } from './measure.ts'
import { benchMembers } from './members.ts'
import { benchWrites } from './writes.ts'

const { values } = parseArgs({ options: { users: { type: 'string', default: '20000' } } })
const users = Number(values.users)
if (!Number.isInteger(users) || users < 1000)
  throw new Error('--users takes a whole number from 1000 on.')

const folder = mkdtempSync(join(tmpdir(), 'scimwright-bench-'))
try {
  await benchWrites(folder)
  await benchLookups(join(folder, 'lookups.db'), users)
  await benchMembers(join(folder, 'members.db'), [10, 1000, Math.max(users, 10_000)])
  report('resident memory at the end', { MB: process.memoryUsage.rss() / 1024 / 1024 })
} finally {
  rmSync(folder, { recursive: true, force: true })
}
