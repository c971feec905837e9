import { randomBytes } from 'node:crypto'
import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { createSqliteStore } from '@scimwright/store'
import { expect, test, vi } from 'vitest'
import { createSecretBox } from '../src/secret-box.ts'
import { startApplication, startProvider, temporaryFolder, user } from './provider.ts'

const keys = (count: number): Buffer[] => Array.from({ length: count }, () => randomBytes(32))

test('a sealed text opens with its key, in its place, unchanged, and nowhere else', () => {
  const [one, other] = keys(2) as [Buffer, Buffer]
  const box = createSecretBox([one])
  const sealed = box.seal('whsec_a', 'ep_1')
  expect(sealed).not.toContain('whsec_a')
  expect(box.seal('whsec_a', 'ep_1')).not.toBe(sealed)
  expect(box.open(sealed, 'ep_1')).toBe('whsec_a')
  expect(createSecretBox([other, one]).open(sealed, 'ep_1')).toBe('whsec_a')
  expect(box.open('whsec_plain', 'ep_1')).toBe('whsec_plain')
  const changed = `${sealed.slice(0, -4)}AAAA`
  for (const open of [
    () => box.open(sealed, 'ep_2'),
    () => createSecretBox([other]).open(sealed, 'ep_1'),
    () => box.open(changed, 'ep_1'),
    () => box.open('sealed:', 'ep_1'),
  ])
    expect(open).toThrow('SCIMWRIGHT_ENCRYPTION_KEYS')
})

test('no secret lies in the database; deliveries are signed all the same, also after a new key', async () => {
  const folder = temporaryFolder()
  const file = join(folder, 'scim.db')
  const application = await startApplication()
  const env = { DATABASE_URL: `sqlite:${file}`, SCIMWRIGHT_WEBHOOK_URL: application.url }
  const [old, fresh] = keys(2).map((key) => key.toString('base64')) as [string, string]
  const first = await startProvider({ ...env, SCIMWRIGHT_ENCRYPTION_KEYS: old })
  await first.scim('POST', '/Users', user('a'))
  await vi.waitFor(() => expect(application.arrived).toHaveLength(1))
  await first.close()
  const store = createSqliteStore({ file })
  const [endpoint] = await store.directories.listEndpoints('dir_demo')
  expect(endpoint?.secrets[0]?.secret).toMatch(/^sealed:/)
  await store.close()
  expect(readFileSync(file, 'latin1')).not.toContain(first.secret.slice('whsec_'.length))
  const second = await startProvider({
    ...env,
    SCIMWRIGHT_WEBHOOK_URL: '',
    SCIMWRIGHT_ENCRYPTION_KEYS: `${fresh},${old}`,
  })
  await second.scim('POST', '/Users', user('b'))
  await vi.waitFor(() => expect(application.arrived).toHaveLength(2))
})

test('without a key in the environment one lies beside the database, for its owner alone', async () => {
  const file = join(temporaryFolder(), 'scim.db')
  const { close } = await startProvider({ DATABASE_URL: `sqlite:${file}` })
  await close()
  expect(statSync(`${file}.key`).mode & 0o777).toBe(0o600)
  const key = readFileSync(`${file}.key`, 'utf8')
  const again = await startProvider({ DATABASE_URL: `sqlite:${file}` })
  await again.close()
  expect(readFileSync(`${file}.key`, 'utf8')).toBe(key)
})

test('PostgreSQL needs a key that every process has', async () => {
  await expect(startProvider({ DATABASE_URL: 'postgres://localhost/none' })).rejects.toThrow(
    'SCIMWRIGHT_ENCRYPTION_KEYS must be set',
  )
  await expect(startProvider({ SCIMWRIGHT_ENCRYPTION_KEYS: 'c2hvcnQ=' })).rejects.toThrow(
    'SCIMWRIGHT_ENCRYPTION_KEYS must be 32 bytes in base64',
  )
})
