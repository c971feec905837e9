import { statSync } from 'node:fs'
import { GroupResourceType } from '@scimwright/types'
import Database from 'better-sqlite3'
import { createSqliteStore } from '../src/index.ts'
import { createGroup, DIRECTORY, group, update } from '../test/resources.ts'
import { latency, report } from './measure.ts'

// Few enough that no checkpoint starts the log over, whose size is what is measured.
const CHANGES = 40

/** Adds and removes single members of groups of growing size: time and bytes should not grow with it. */
export const benchMembers = async (file: string, sizes: readonly number[]): Promise<void> => {
  const store = createSqliteStore({ file })
  const db = new Database(file)
  for (const size of sizes) {
    const id = `group-${size}`
    const members = Array.from({ length: size }, (_, n) => ({ value: `member-${n}` }))
    await store.write(DIRECTORY, createGroup(group(id, { members })))
    db.pragma('wal_checkpoint(TRUNCATE)')
    const { median, p99 } = await latency(CHANGES, (n) => {
      const value = `extra-${n >> 1}`
      const isAdd = n % 2 === 0
      const delta = {
        replaceAll: false,
        add: isAdd ? [{ value }] : [],
        remove: isAdd ? [] : [value],
      }
      const next = group(id, {}, n + 2)
      return store.write(
        DIRECTORY,
        update(GroupResourceType, next, { changes: [], members: delta }),
      )
    })
    const kilobytes = statSync(`${file}-wal`).size / 1024 / CHANGES
    report(`±1 member in a group of ${size}`, {
      'ms median': median,
      'ms p99': p99,
      'kB written': kilobytes,
    })
  }
  db.close()
  await store.close()
}
