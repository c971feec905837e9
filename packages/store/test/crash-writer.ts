// Writes without end, several at a time, and says so on standard output after each acknowledgement; meant to be killed.
import { writeSync } from 'node:fs'
import { GroupResourceType, UserResourceType } from '@scimwright/types'
import { createSqliteStore } from '../src/sqlite/create-sqlite-store.ts'
import {
  createGroup,
  createUser,
  DIRECTORY,
  describeEverything,
  group,
  update,
  user,
} from './resources.ts'

const [file = '', prefix = '', writers = '8', rounds = 'Infinity'] = process.argv.slice(2)
const store = createSqliteStore({ file, describe: describeEverything })

const acknowledge = (id: string, version: number): void => {
  writeSync(1, `ack ${id} ${version}\n`)
}

const writeUser = async (id: string): Promise<void> => {
  await store.write(DIRECTORY, createUser(user(id)))
  acknowledge(id, 1)
  await store.write(DIRECTORY, update(UserResourceType, user(id, { displayName: id }, 2)))
  acknowledge(id, 2)
}

const writeGroup = async (id: string, memberId: string): Promise<void> => {
  await store.write(DIRECTORY, createGroup(group(id, { members: [{ value: 'nobody' }] })))
  acknowledge(id, 1)
  const members = { replaceAll: false, add: [{ value: memberId }], remove: ['nobody'] }
  const next = group(id, {}, 2)
  await store.write(DIRECTORY, update(GroupResourceType, next, { changes: [], members }))
  acknowledge(id, 2)
}

const writer = async (number: number): Promise<void> => {
  for (let round = 0; round < Number(rounds); round += 1) {
    const id = `${prefix}-${number}-${round}`
    await writeUser(`${id}-u`)
    await writeGroup(`${id}-g`, `${id}-u`)
    if (round % 3 > 0) continue
    await store.write(DIRECTORY, {
      operation: 'delete',
      resourceType: UserResourceType,
      id: `${id}-u`,
    })
    acknowledge(`${id}-u`, 3)
  }
}

await Promise.all(Array.from({ length: Number(writers) }, (_, number) => writer(number)))
await store.close()
