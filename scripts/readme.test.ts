import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const root = dirname(import.meta.dirname)

const readmes = (): string[] =>
  ['packages', 'apps']
    .flatMap((folder) =>
      readdirSync(join(root, folder)).map((name) => join(folder, name, 'README.md')),
    )
    .filter((readme) => existsSync(join(root, readme)))
    .concat('README.md')

/** The TypeScript examples of every README, each as a file of its own that exists in memory only. */
const examples = (): Map<string, string> => {
  const found = new Map<string, string>()
  for (const readme of readmes()) {
    const text = readFileSync(join(root, readme), 'utf8')
    for (const [index, match] of [...text.matchAll(/^```ts\n(.*?)^```$/gms)].entries()) {
      const name = `${readme.replaceAll(/[/.]/g, '-')}-example-${index + 1}.ts`
      found.set(join(root, 'scripts', name), `${match[1]}\nexport {}\n`)
    }
  }
  return found
}

const compile = (files: ReadonlyMap<string, string>): string[] => {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const host = ts.createCompilerHost(options)
  const { readFile, fileExists } = host
  host.readFile = (path) => files.get(path) ?? readFile(path)
  host.fileExists = (path) => files.has(path) || fileExists(path)
  const program = ts.createProgram([...files.keys()], { ...options, types: ['node'] }, host)
  return ts.getPreEmitDiagnostics(program).map((diagnostic) => {
    const place = diagnostic.file?.fileName.slice(root.length + 1) ?? ''
    return `${place}: ${ts.flattenDiagnosticMessageText(diagnostic.messageText, ' ')}`
  })
}

test('the examples of the READMEs compile', { timeout: 120_000 }, () => {
  const files = examples()
  expect(files.size).toBeGreaterThan(5)
  expect(compile(files)).toEqual([])
})
