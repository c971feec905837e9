import { parseFilter } from '@scimwright/engine'
import { GroupResourceType, UserResourceType } from '@scimwright/types'
import Database from 'better-sqlite3'
import { expect, it, onTestFinished, vi } from 'vitest'
import { engines, stopServerAtTheEnd } from './engines.ts'
import {
  createGroup,
  createUser,
  DIRECTORY,
  describeEverything,
  group,
  update,
  user,
} from './resources.ts'
import { temporaryStore } from './temporary-store.ts'

// What holds no customer's rows, or names rows by a key that was found through a directory.
const WITHOUT_DIRECTORY = [
  /^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)/,
  /^SELECT sqlite_version\(\)/,
  /\bmigration\b/,
  /\bprobe\b/,
  /^INSERT INTO organization /,
]

it('every statement names the directory', async () => {
  const texts = new Set<string>()
  const prepare = Database.prototype.prepare
  const spy = vi.spyOn(Database.prototype, 'prepare').mockImplementation(function (
    this: Database.Database,
    text: string,
  ) {
    texts.add(text.trim())
    return prepare.call(this, text) as Database.Statement<unknown[]>
  })
  onTestFinished(() => spy.mockRestore())
  const store = temporaryStore({ describe: describeEverything })
  await store.write(DIRECTORY, createUser(user('u1')))
  const filters = ['userName eq "a"', 'title co "a"', 'groups.display eq "a"', 'emails[type pr]']
  for (const filter of [undefined, ...filters])
    for (const sortBy of [undefined, 'groups', 'emails'])
      await store.list(DIRECTORY, {
        resourceTypes: [UserResourceType],
        ...(filter && { filter: parseFilter(filter) }),
        ...(sortBy && { sortBy }),
        startIndex: 1,
        count: 1,
      })
  const strays = [...texts].filter(
    (text) => !/directory_id/.test(text) && !WITHOUT_DIRECTORY.some((known) => known.test(text)),
  )
  expect(texts.size).toBeGreaterThan(30)
  expect(strays).toEqual([])
})

stopServerAtTheEnd()

it.each(engines)(
  'no directory of $name sees or touches what another has under the same ids',
  async ({ createDatabase }) => {
    const store = await (await createDatabase()).open({ describe: describeEverything })
    for (const directoryId of ['dir_1', 'dir_2']) {
      await store.write(directoryId, createUser(user('u1', { title: directoryId })))
      await store.write(directoryId, createGroup(group('g1', { members: [{ value: 'u1' }] })))
    }
    const look = async (directoryId: string) => ({
      user: await store.get(directoryId, UserResourceType, 'u1'),
      group: await store.get(directoryId, GroupResourceType, 'g1'),
      events: await store.events(directoryId, { after: 0, limit: 99 }),
      list: await store.list(directoryId, {
        resourceTypes: [UserResourceType, GroupResourceType],
        filter: parseFilter('title eq "dir_2" or members.value eq "u1"'),
        startIndex: 1,
        count: 9,
      }),
    })
    const before = await look('dir_2')
    expect(before.list.totalResults).toBe(2)
    await store.write('dir_1', update(UserResourceType, user('u1', { title: 'x' }, 2)))
    await store.write('dir_1', { operation: 'delete', resourceType: UserResourceType, id: 'u1' })
    await store.write('dir_1', { operation: 'delete', resourceType: GroupResourceType, id: 'g1' })
    expect(await look('dir_2')).toEqual(before)
    expect((await look('dir_1')).list.totalResults).toBe(0)
  },
)
