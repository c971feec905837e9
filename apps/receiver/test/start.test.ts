import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { openDatabase } from '../src/open-database.ts'
import { startReceiver } from './receiver.ts'

test('a body beyond the limit is 413 and nothing is stored', async () => {
  const { post, state } = await startReceiver()
  expect((await post('x'.repeat(5 * 1024 * 1024 + 1), {})).status).toBe(413)
  expect((await state()).events).toEqual([])
})

test('a secret that is no key is an error of the start', async () => {
  await expect(startReceiver({ WEBHOOK_SECRETS: 'whsec_' })).rejects.toThrow(/secret/i)
})

test('a role without a group is an error of the configuration', () => {
  const env = { WEBHOOK_SECRETS: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', RECEIVER_ROLES: 'Crew' }
  expect(() => readConfig(env)).toThrow('RECEIVER_ROLES')
})

test('a role that is no longer configured is taken back', () => {
  const folder = mkdtempSync(join(tmpdir(), 'receiver-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'receiver.db')
  openDatabase(file, new Map([['Crew', 'editor']])).close()
  const db = openDatabase(file, new Map([['Ops', 'admin']]))
  const roles = db.prepare('SELECT name, role FROM role_of_team').all()
  db.close()
  expect(roles).toEqual([{ name: 'Ops', role: 'admin' }])
})
