import { existsSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { UserResourceType } from '@scimwright/types'
import { expect, it } from 'vitest'
import { backupSqlite, restoreSqlite } from '../src/sqlite/backup.ts'
import { sqliteDatabase } from './engines.ts'
import { createUser, DIRECTORY, user } from './resources.ts'
import { temporaryFolder } from './temporary-store.ts'

const open = async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'store.db')
  const store = await sqliteDatabase(file).open()
  return { file, store, backup: join(folder, 'backup.db'), restored: join(folder, 'restored.db') }
}

it('a backup of a database in use holds every write that was acknowledged before it', async () => {
  const { file, store, backup, restored } = await open()
  for (let index = 0; index < 200; index += 1)
    await store.write(DIRECTORY, createUser(user(`u${index}`)))
  const during = Array.from({ length: 50 }, (_, index) =>
    store.write(DIRECTORY, createUser(user(`later${index}`))),
  )
  await backupSqlite({ from: file, to: backup })
  await Promise.all(during)
  await restoreSqlite({ from: backup, to: restored })
  const again = await sqliteDatabase(restored).open()
  for (let index = 0; index < 200; index += 1)
    expect(await again.get(DIRECTORY, UserResourceType, `u${index}`)).toEqual(user(`u${index}`))
  await again.write(DIRECTORY, createUser(user('new')))
  expect((await store.get(DIRECTORY, UserResourceType, 'new')) ?? 'nobody').toBe('nobody')
})

it('a backup takes no name that is taken, and is made of a database only', async () => {
  const { file, backup } = await open()
  await backupSqlite({ from: file, to: backup })
  await expect(backupSqlite({ from: file, to: backup })).rejects.toThrow('is there already')
  const missing = backupSqlite({ from: `${file}.none`, to: `${backup}.2` })
  await expect(missing).rejects.toThrow('There is no database')
  expect(existsSync(`${backup}.2`)).toBe(false)
})

it('a restore takes the place of no database, and puts no damaged one anywhere', async () => {
  const { file, backup, restored, store } = await open()
  await store.write(DIRECTORY, createUser(user('u')))
  await backupSqlite({ from: file, to: backup })
  await expect(restoreSqlite({ from: backup, to: file })).rejects.toThrow()
  writeFileSync(`${restored}-wal`, '')
  await expect(restoreSqlite({ from: backup, to: restored })).rejects.toThrow('Move it away')
  const torn = `${restored}.2`
  truncateSync(backup, 8192)
  await expect(restoreSqlite({ from: backup, to: torn })).rejects.toThrow('is no sound database')
  expect([existsSync(torn), existsSync(`${torn}.partial`)]).toEqual([false, false])
})
