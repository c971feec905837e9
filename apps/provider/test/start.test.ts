import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { readConfig } from '../src/config.ts'
import { temporaryFolder } from './provider.ts'

const run = (env: Record<string, string>) =>
  new Promise<{ status: number | null; stderr: string }>((resolve) => {
    const child = spawn(
      process.execPath,
      [
        '--conditions=@scimwright/source',
        '--import',
        'tsx',
        join(import.meta.dirname, '../src/main.ts'),
      ],
      { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] },
    )
    let stderr = ''
    child.stderr.on('data', (chunk) => {
      stderr += chunk
    })
    child.on('exit', (status) => resolve({ status, stderr }))
  })

const database = (path: string) => ({ DATABASE_URL: `sqlite:${path}`, PORT: '0' })

test.each<[string, () => Promise<Record<string, string>>, RegExp]>([
  [
    'a port in use',
    async () => {
      const server = createServer()
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
      onTestFinished(() => void server.close())
      const { port } = server.address() as { port: number }
      return { ...database(join(temporaryFolder(), 'a.db')), PORT: String(port) }
    },
    /^Port \d+ is in use\..*\n$/,
  ],
  [
    'a folder that is a file',
    async () => {
      const folder = temporaryFolder()
      writeFileSync(join(folder, 'file'), '')
      return database(join(folder, 'file', 'a.db'))
    },
    /^Cannot open the database ".*": .*\n$/,
  ],
  [
    'a database that is a folder',
    async () => {
      const folder = temporaryFolder()
      mkdirSync(join(folder, 'a.db'))
      return database(join(folder, 'a.db'))
    },
    /^Cannot open the database ".*": .*\n$/,
  ],
  [
    'a database that is none',
    async () => {
      const file = join(temporaryFolder(), 'a.db')
      writeFileSync(file, 'not a database, but long enough to look like one'.repeat(100))
      return database(file)
    },
    /^Cannot open the database ".*": it is not an SQLite database\..*\n$/,
  ],
  [
    'a wrong configuration',
    async () => ({ ...database('x'), SCIMWRIGHT_ADMIN_TOKEN: 'short', PORT: 'x' }),
    /^The configuration is wrong: PORT .*; SCIMWRIGHT_ADMIN_TOKEN .*\n$/,
  ],
])('%s is one clear line and exit status 1', { timeout: 30_000 }, async (_, prepare, line) => {
  const { status, stderr } = await run(await prepare())
  expect(stderr).toMatch(line)
  expect(status).toBe(1)
})

test('a configuration error never repeats a value', () => {
  expect(() => readConfig({ SCIMWRIGHT_ADMIN_TOKEN: 'hunter2' })).toThrow(
    expect.objectContaining({ message: expect.not.stringContaining('hunter2') }),
  )
})
