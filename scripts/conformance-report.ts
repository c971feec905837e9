import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { rules } from '../packages/testing/src/conformance/rules/index.ts'
import { type ChecklistItem, checklist } from './conformance/checklist.ts'

// Runs the tests and writes docs/conformance.md from what they came to: npm run conformance-report

const root = dirname(import.meta.dirname)
const suite = 'packages/testing/test/conformance.test.ts'
const suites = [suite, 'packages/server', 'packages/engine', 'packages/types']

interface TestResult {
  readonly title: string
  readonly fullName: string
  readonly status: string
}

interface TestFile {
  readonly name: string
  readonly assertionResults: readonly TestResult[]
}

const runTests = (): readonly TestFile[] => {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'))
  const file = join(folder, 'results.json')
  try {
    execFileSync('npx', ['vitest', 'run', '--reporter=json', `--outputFile=${file}`, ...suites], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
  } catch {
    // A failed test is part of the report; a run that wrote nothing fails below.
  }
  const { testResults } = JSON.parse(readFileSync(file, 'utf8')) as { testResults: TestFile[] }
  rmSync(folder, { recursive: true })
  return testResults
}

const files = runTests()
const inSuite = files.find(({ name }) => name.endsWith(suite))?.assertionResults ?? []
const others = files
  .filter(({ name }) => !name.endsWith(suite))
  .flatMap(({ assertionResults }) => assertionResults)

const passed = ({ status }: TestResult): boolean => status === 'passed'

const stateOf = (id: string): { kept: boolean; foundOut: boolean } => {
  const about = inSuite.filter(({ title }) => title === id)
  const [kept, foundOut] = ['our server keeps', 'a server that breaks a rule is found out'].map(
    (group) => about.some((test) => test.fullName.startsWith(group) && passed(test)),
  )
  return { kept: kept === true, foundOut: foundOut === true }
}

const testsOf = ({ sections }: ChecklistItem): TestResult[] =>
  others.filter(({ title }) => sections.some((section) => title.startsWith(`${section} `)))

const describeItem = (entry: ChecklistItem): string[] => {
  const { item, title, sections, note } = entry
  const tests = testsOf(entry)
  const failed = tests.filter((test) => !passed(test)).length
  const more = tests.length > 0 ? `${tests.length - failed} of ${tests.length} pass` : ''
  const own = rules.filter((rule) => rule.item === item)
  return [
    `| **${item}** | ${sections.join(', ')} | **${title}**${note === undefined ? '' : `<br>${note}`} | | | ${more} |`,
    ...own.map(({ id, level }) => {
      const { kept, foundOut } = stateOf(id)
      const [section = '', ...words] = id.split(' ')
      return `| | ${section} | ${words.join(' ')} | ${level} | ${kept ? 'kept' : '**broken**'} | ${foundOut ? 'a server that breaks it is found out' : '**a broken server passes**'} |`
    }),
  ]
}

const states = rules.map(({ id, level }) => ({ level, ...stateOf(id) }))
const count = (level: string, kept: boolean): number =>
  states.filter((state) => state.level === level && state.kept === kept).length

const report = `# Conformance

What RFC 7643, RFC 7644 and RFC 9865 ask of a service provider, how \`@scimwright/server\` is asked whether it does, and what
it answered. Written by \`npm run conformance-report\`; do not edit it.

- MUST: ${count('MUST', true)} kept, ${count('MUST', false)} broken. SHOULD: ${count('SHOULD', true)} kept, ${count('SHOULD', false)} broken.
- Each rule is asked over a server's HTTP interface alone (\`packages/testing/src/conformance\`), so that any server can be
  asked. Each was asked of a server that breaks it too, and ${states.filter(({ foundOut }) => foundOut).length} of ${rules.length} such servers were found out.
- "Tests" counts the tests of the packages whose names begin with the sections.

| | section | rule | level | state | tests |
|---|---|---|---|---|---|
${checklist.flatMap(describeItem).join('\n')}
`

writeFileSync(join(root, 'docs/conformance.md'), report)
console.log(report.split('\n').slice(5, 10).join('\n'))
if (states.some(({ kept, foundOut }) => !kept || !foundOut)) process.exitCode = 1
