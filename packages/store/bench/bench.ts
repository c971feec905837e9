// What durable writes and lookups cost beside bare loops over the same database engine, in one run.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { benchWrites } from './writes.ts'

const folder = mkdtempSync(join(tmpdir(), 'scimwright-bench-'))
try {
  await benchWrites(folder)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
