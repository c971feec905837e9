import { join } from 'node:path'
import { build } from 'esbuild'
import { expect, test } from 'vitest'

const bundle = async (contents: string) => {
  const { metafile, outputFiles } = await build({
    stdin: { contents, resolveDir: join(import.meta.dirname, '..', 'src'), loader: 'ts' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'neutral',
    conditions: ['@scimwright/source'],
    metafile: true,
    write: false,
  })
  return { inputs: Object.keys(metafile.inputs), text: outputFiles[0]?.text ?? '' }
}

test('everything the engine exports bundles without zod, Node built-ins or other packages', async () => {
  const { inputs, text } = await bundle(`export * from './index.ts'`)
  const foreign = inputs.filter((input) => !/packages\/(engine|types)\/src\/|^<stdin>$/.test(input))
  expect(foreign).toEqual([])
  expect(inputs.filter((input) => /\/types\/src\/(zod|openapi)\//.test(input))).toEqual([])
  expect(text).not.toMatch(/\bfrom\s*["']|\bimport\s*\(|\bBuffer\b|\brequire\(/)
})

test('reading a filter brings neither PATCH nor profiles along', async () => {
  const { text } = await bundle(`export { parseFilter } from './index.ts'`)
  expect(text).toContain('expected')
  expect(text).not.toMatch(/noTarget|mutability|onelogin|sailpoint/)
})
