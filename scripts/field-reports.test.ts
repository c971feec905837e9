import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const read = (path: string): string => readFileSync(join(root, path), 'utf8')

const named = [
  ...read('docs/field-reports.md').matchAll(/\| `([\w-]+\.test\.ts)`: (.+) \|$/gm),
].map(([, file, title]): [string, string] => [file ?? '', title ?? ''])

test('the table of field reports names tests', () => {
  expect(named.length).toBeGreaterThan(40)
})

test.each(named)('%s has “%s”', (file, title) => {
  expect(read(`packages/client/test/${file}`)).toContain(title)
})
