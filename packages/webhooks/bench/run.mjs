// Bundled first, as the published package is: a loader that compiles on the fly slows closures down.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '..', '..', '..')
const outfile = join(root, 'node_modules', '.scimwright', 'webhooks-bench.mjs')
await build({
  entryPoints: [join(import.meta.dirname, 'main.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'es2022',
  conditions: ['@scimwright/source'],
  external: ['standardwebhooks', 'svix'],
  logLevel: 'error',
})
process.argv[2] ??= join(root, 'docs', 'results', 'webhooks-bench.json')
await import(pathToFileURL(outfile).href)
