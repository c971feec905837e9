import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

test('the engine works without `__proto__`, on a small stack, with Object.prototype frozen', () => {
  const flags = ['--disable-proto=throw', '--stack-size=200', '--conditions=@scimwright/source']
  const script = fileURLToPath(new URL('hardened.ts', import.meta.url))
  const output = execFileSync(process.execPath, [...flags, '--import', 'tsx', script], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    encoding: 'utf8',
  })
  expect(output).toMatch(/^\d{5,} runs$/)
}, 60_000)
