import { spawnSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startProvider, temporaryFolder, user } from './provider.ts'

const run = (command: string, file: string, databaseUrl: string) =>
  spawnSync(
    process.execPath,
    ['--conditions=@scimwright/source', '--import', 'tsx', 'src/backup.ts', command, file],
    {
      cwd: join(import.meta.dirname, '..'),
      env: { ...process.env, DATABASE_URL: databaseUrl, INIT_CWD: '' },
      encoding: 'utf8',
    },
  )

test('a running provider is backed up and restored by command', async () => {
  const folder = temporaryFolder()
  const [file, backup, restored] = ['a.db', 'backup.db', 'b.db'].map((name) => join(folder, name))
  const first = await startProvider({ DATABASE_URL: `sqlite:${file}` })
  await first.scim('POST', '/Users', user('bob'))
  expect(run('backup', `${backup}`, `sqlite:${file}`)).toMatchObject({ status: 0, stderr: '' })
  expect(run('backup', `${backup}`, `sqlite:${file}`)).toMatchObject({ status: 1 })
  expect(run('restore', `${backup}`, `sqlite:${restored}`)).toMatchObject({ status: 0 })
  copyFileSync(`${file}.key`, `${restored}.key`)
  const second = await startProvider({ DATABASE_URL: `sqlite:${restored}` })
  expect((await second.scim('GET', '/Users')).body.totalResults).toBe(1)
  const postgres = run('backup', 'x', 'postgres://localhost/x')
  expect([postgres.status, postgres.stderr]).toEqual([1, expect.stringContaining('pg_dump')])
}, 60_000)
