// npm writes an incomplete lockfile when a platform's binary is not published: `npm ci` then fails on that platform.
import { readFileSync } from 'node:fs'

const { packages } = JSON.parse(readFileSync(process.argv[2] ?? 'package-lock.json', 'utf8'))

/** Whether a dependency of the package at `path` is in the lockfile, there or in any folder above, as Node resolves it. */
const isLocked = (path, dependency) => {
  for (let base = path; ; base = base.slice(0, Math.max(0, base.lastIndexOf('/node_modules/')))) {
    if (packages[`${base ? `${base}/` : ''}node_modules/${dependency}`]) return true
    if (!base) return false
  }
}

const problems = []
for (const [path, locked] of Object.entries(packages)) {
  const missing = Object.keys(locked.optionalDependencies ?? {}).filter((d) => !isLocked(path, d))
  if (missing.length > 0) problems.push(`${path || 'root'} lacks ${missing.join(', ')}`)
  if (locked.resolved?.startsWith('http'))
    problems.push(`${path} names the registry it came from: set omit-lockfile-registry-resolved`)
}

for (const problem of problems) console.error(`package-lock.json: ${problem}`)
if (problems.length > 0) {
  console.error('Remove node_modules and package-lock.json, run npm install, and check again.')
  process.exit(1)
}
