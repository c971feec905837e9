// Bundled first, as an application would be: a loader that compiles on the fly slows closures down.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '..', '..', '..')
const outfile = join(root, 'node_modules', '.scimwright', 'engine-bench.mjs')
await build({
  entryPoints: [join(import.meta.dirname, 'main.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  conditions: ['@scimwright/source'],
  external: ['scim2-parse-filter', 'scim-query-filter-parser', 'scimmy', 'scim-patch'],
  logLevel: 'error',
})
process.argv[2] ??= join(root, 'docs', 'results', 'engine-bench.json')
await import(pathToFileURL(outfile).href)
