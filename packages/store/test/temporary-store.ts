import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Describe, DurableStore } from '../src/durable-store.ts'
import { createSqliteStore } from '../src/sqlite/create-sqlite-store.ts'

/** A folder that is removed when the test ends. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'scimwright-store-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A store on a new file, closed when the test ends. */
export const temporaryStore = (
  options: { file?: string; describe?: Describe } = {},
): DurableStore => {
  const { file = join(temporaryFolder(), 'store.db'), describe } = options
  const store = createSqliteStore({ file, ...(describe && { describe }) })
  onTestFinished(() => store.close())
  return store
}
