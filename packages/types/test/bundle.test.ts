import { build } from 'esbuild'
import { expect, test } from 'vitest'

const bundle = async (code: string) => {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: import.meta.dirname, loader: 'ts' },
    bundle: true,
    format: 'esm',
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

test('what nobody imports is not in a bundle', async () => {
  const text = await bundle("export { ScimError } from '../src/index.ts'")
  expect(text).toContain('class extends Error')
  expect(text).not.toMatch(
    /userName|authenticationSchemes|canonicalValues|resourceTypeFromDocument/,
  )
})

test('the root entry loads no zod and no Node built-in', async () => {
  const text = await bundle("export * from '../src/index.ts'")
  expect(text).not.toMatch(/\bzod\b|node:/i)
})
