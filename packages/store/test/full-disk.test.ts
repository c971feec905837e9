import { UserResourceType } from '@scimwright/types'
import Database from 'better-sqlite3'
import { expect, it, onTestFinished, vi } from 'vitest'
import { checkDatabase } from './check-database.ts'
import { sqliteDatabase } from './engines.ts'
import { createUser, DIRECTORY, describeEverything, user } from './resources.ts'
import { temporaryFolder, temporaryStore } from './temporary-store.ts'

/** The connection of the store that is opened next. */
const captureConnection = (): { readonly current: () => Database.Database } => {
  let connection: Database.Database | undefined
  const pragma = Database.prototype.pragma
  const spy = vi.spyOn(Database.prototype, 'pragma').mockImplementation(function (
    this: Database.Database,
    ...args
  ) {
    connection = this
    return pragma.apply(this, args)
  })
  onTestFinished(() => spy.mockRestore())
  return {
    current: () => {
      if (!connection) throw new Error('no store was opened')
      return connection
    },
  }
}

it('a full disk costs the writes that do not fit, and nothing else', async () => {
  const capture = captureConnection()
  const file = `${temporaryFolder()}/store.db`
  const store = temporaryStore({ file, describe: describeEverything })
  const db = capture.current()
  const big = (id: string) => createUser(user(id, { displayName: 'x'.repeat(20_000) }))
  await store.write(DIRECTORY, big('first'))

  const pages = Number(db.pragma('page_count', { simple: true }))
  db.pragma(`max_page_count = ${pages + 40}`)
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, n) => store.write(DIRECTORY, big(`u${n}`))),
  )
  const refused = results.filter(({ status }) => status === 'rejected')
  expect(refused.length).toBeGreaterThan(0)
  for (const { reason } of refused as PromiseRejectedResult[])
    expect(reason).toMatchObject({ status: 507, detail: expect.stringMatching(/disk is full/) })

  db.pragma('max_page_count = 1000000')
  expect((await store.write(DIRECTORY, big('last'))).outcome).toBe('written')
  const acknowledged = results.filter(({ status }) => status === 'fulfilled').length
  const query = { resourceTypes: [UserResourceType], startIndex: 1, count: 1 }
  expect((await store.list(DIRECTORY, query)).totalResults).toBe(acknowledged + 2)
  expect((await checkDatabase(sqliteDatabase(file))).size).toBe(acknowledged + 2)
})

it('a locked file is answered with 503, and nothing is stored', async () => {
  const capture = captureConnection()
  const file = `${temporaryFolder()}/store.db`
  const store = temporaryStore({ file })
  capture.current().pragma('busy_timeout = 20')
  const other = new Database(file)
  other.exec('BEGIN IMMEDIATE')
  await expect(store.write(DIRECTORY, createUser(user('u1')))).rejects.toMatchObject({
    status: 503,
  })
  other.exec('ROLLBACK')
  other.close()
  expect((await store.write(DIRECTORY, createUser(user('u1')))).outcome).toBe('written')
})
