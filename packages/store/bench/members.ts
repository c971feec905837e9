import { GroupResourceType } from '@scimwright/types'
import { createGroup, DIRECTORY, group, update } from '../test/resources.ts'
import { latency, report } from './measure.ts'
import type { MakeSubject } from './subjects.ts'

// Few enough that no checkpoint starts the log over, whose size is what is measured.
const CHANGES = 40

/** Adds and removes single members of groups of growing size: time and bytes should not grow with it. */
export const benchMembers = async (
  makeSubject: MakeSubject,
  sizes: readonly number[],
): Promise<void> => {
  const { store, logged, close } = await makeSubject()
  for (const size of sizes) {
    const id = `group-${size}`
    const members = Array.from({ length: size }, (_, n) => ({ value: `member-${n}` }))
    await store.write(DIRECTORY, createGroup(group(id, { members })))
    await logged()
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
    const kilobytes = (await logged()) / 1024 / CHANGES
    report(`±1 member in a group of ${size}`, {
      'ms median': median,
      'ms p99': p99,
      'kB written': kilobytes,
    })
  }
  await close()
}
