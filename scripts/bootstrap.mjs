// Runs before `npm start` and `npm test`, on a clone that may have nothing installed: Node built-ins only.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const started = Date.now()
const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`
const say = (line) => console.error(`scimwright: ${line}`)

const fail = (line) => {
  say(line)
  process.exit(1)
}

const readPackages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages

/** Whether node_modules holds every package of the lockfile, in its version; npm keeps a copy of what it installed. */
const matchesLockfile = () => {
  const installedFile = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(installedFile)) return false
  const installed = readPackages(installedFile)
  return Object.entries(readPackages(join(root, 'package-lock.json'))).every(
    ([path, wanted]) =>
      !path.includes('node_modules/') ||
      wanted.optional ||
      wanted.devOptional ||
      (installed[path]?.version === wanted.version &&
        installed[path]?.integrity === wanted.integrity),
  )
}

/** Whether the compiled half of better-sqlite3 loads in this Node; a changed Node version needs another binary. */
const sqliteLoads = () => {
  try {
    const Database = createRequire(join(root, 'package.json'))('better-sqlite3')
    new Database(':memory:').close()
    return true
  } catch {
    return false
  }
}

const missingBuildTools = () =>
  process.platform === 'win32'
    ? []
    : [
        ['python3', ['python3']],
        ['make', ['make', 'gmake']],
        ['g++ (or clang++)', ['g++', 'c++', 'clang++']],
      ]
        .filter(([, commands]) =>
          commands.every((command) => spawnSync(command, ['--version']).error !== undefined),
        )
        .map(([name]) => name)

const compiling = () => {
  const build = join(root, 'node_modules', 'better-sqlite3', 'build')
  return existsSync(build) && !existsSync(join(build, 'Release', 'better_sqlite3.node'))
}

const runNpm = (args) =>
  new Promise((resolve) => {
    const heartbeat = setInterval(() => {
      say(
        compiling()
          ? `compiling better-sqlite3, for which there is no ready-made binary here … ${seconds()}`
          : `still installing … ${seconds()}`,
      )
    }, 10_000)
    // Through the shell on Windows, where npm is a .cmd file.
    const npm = spawn('npm', args, {
      cwd: root,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    })
    npm.on('error', () => resolve(1))
    npm.on('exit', (code) => resolve(code ?? 1))
    npm.on('close', () => clearInterval(heartbeat))
  })

const install = async (args, what) => {
  say(what)
  const status = await runNpm([...args, '--no-audit', '--no-fund'])
  if (status === 0 && sqliteLoads()) return say(`installed in ${seconds()}.`)
  const missing = missingBuildTools()
  fail(
    missing.length > 0
      ? `the installation failed; better-sqlite3 has to be compiled here and needs ${missing.join(', ')}. Install ${missing.length > 1 ? 'them' : 'it'} (Debian: apt-get install python3 make g++) and run the command again.`
      : 'the installation failed; npm says why above. Is the npm registry reachable?',
  )
}

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 19))
  fail(`Node ${process.versions.node} is too old; scimwright needs Node 20.19 or newer.`)

if (!matchesLockfile()) {
  await install(
    ['ci'],
    'installing the packages of package-lock.json (npm ci): about 20 seconds, one to two minutes where better-sqlite3 has to be compiled.',
  )
} else if (!sqliteLoads()) {
  await install(
    ['rebuild', 'better-sqlite3'],
    `better-sqlite3 does not load in Node ${process.versions.node}; rebuilding it: up to two minutes.`,
  )
}
