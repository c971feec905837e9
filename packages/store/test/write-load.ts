import type { Store } from '@scimwright/server'
import { GroupResourceType, UserResourceType } from '@scimwright/types'
import { createGroup, createUser, DIRECTORY, group, update, user } from './resources.ts'

/** Writes users and groups one after another, and says after each answer what is stored. */
export interface WriteLoad {
  readonly store: Pick<Store, 'write'>
  /** Begins every id it makes. */
  readonly prefix: string
  readonly acknowledge: (id: string, version: number) => void
}

/** One round: a user and a group that it joins, each written twice; every third user is deleted again. */
export const writeRound = async (
  { store, prefix, acknowledge }: WriteLoad,
  round: number,
): Promise<void> => {
  const userId = `${prefix}-${round}-u`
  const groupId = `${prefix}-${round}-g`
  await store.write(DIRECTORY, createUser(user(userId)))
  acknowledge(userId, 1)
  const renamed = user(userId, { displayName: userId }, 2)
  await store.write(DIRECTORY, update(UserResourceType, renamed))
  acknowledge(userId, 2)

  await store.write(DIRECTORY, createGroup(group(groupId, { members: [{ value: 'nobody' }] })))
  acknowledge(groupId, 1)
  const members = { replaceAll: false, add: [{ value: userId }], remove: ['nobody'] }
  const joined = group(groupId, {}, 2)
  await store.write(DIRECTORY, update(GroupResourceType, joined, { changes: [], members }))
  acknowledge(groupId, 2)

  if (round % 3 > 0) return
  await store.write(DIRECTORY, { operation: 'delete', resourceType: UserResourceType, id: userId })
  acknowledge(userId, 3)
}
