import { join } from 'node:path'
import { build } from 'esbuild'

const root = join(import.meta.dirname, '..', '..')

/** Bundles the main file of an application, so that a process of it starts in a fraction of a second. */
export const bundleApp = async (app: 'provider' | 'receiver'): Promise<string> => {
  // Under node_modules: what stays outside of the bundle is found from there.
  const outfile = join(root, 'node_modules', '.scimwright', `${app}.mjs`)
  await build({
    entryPoints: [join(root, 'apps', app, 'src', 'main.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@scimwright/source'],
    external: ['better-sqlite3', 'pg', 'pino'],
    logLevel: 'error',
  })
  return outfile
}
