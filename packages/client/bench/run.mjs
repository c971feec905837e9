// Bundled first, as an application would be: a loader that compiles on the fly slows closures down.
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '..', '..', '..')
const outdir = join(root, 'node_modules', '.scimwright', 'client-bench')
await build({
  entryPoints: ['main.ts', 'serve.ts', 'apply.ts'].map((file) => join(import.meta.dirname, file)),
  outdir,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'es2022',
  conditions: ['@scimwright/source'],
  external: ['@hono/node-server', 'better-sqlite3', 'pg'],
  logLevel: 'error',
})
process.argv[2] ??= join(root, 'docs', 'results', 'client-bench.json')
await import(pathToFileURL(join(outdir, 'main.mjs')).href)
