import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { generated } from './openapi/generated.ts'

const root = dirname(import.meta.dirname)

test('what is generated from the directory API is up to date; write it with npm run openapi', async () => {
  for (const [path, text] of Object.entries(await generated()))
    expect(readFileSync(join(root, path), 'utf8'), path).toBe(text)
}, 60_000)
