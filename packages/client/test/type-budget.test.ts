import { dirname, join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'

const root = dirname(dirname(dirname(import.meta.dirname)))

const HEAD = `
import { buildFilter } from '@scimwright/client/filter'
import { buildPatch } from '@scimwright/client/patch'
import { EnterpriseUser, type Infer, type UserResourceType } from '@scimwright/types'
type Employee = Infer<typeof UserResourceType>
export const all: unknown[] = [EnterpriseUser, buildFilter<Employee>, buildPatch<Employee>]
`

const expressions = (count: number): string =>
  Array.from(
    { length: count },
    (_, index) => `
all.push(
  buildFilter<Employee>((user) => user.active.eq(true).and(user.title.eq('${index}'))
    .and(user.emails.where((email) => email.type.eq('work').and(email.value.ew('@${index}'))))),
  buildPatch<Employee>((patch) => patch.replace('name.givenName', '${index}')
    .replace('emails[type eq "work"].value', '${index}').set(EnterpriseUser.id, 'department', '${index}')),
)`,
  ).join('')

/** How much the compiler has to work out for a file that exists in memory only. */
const instantiations = (text: string): number => {
  const file = join(root, 'packages', 'client', 'test', 'budget-example.ts')
  const { config } = ts.readConfigFile(join(root, 'tsconfig.base.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root)
  const host = ts.createCompilerHost(options)
  const { readFile, fileExists } = host
  host.readFile = (path) => (path === file ? text : readFile(path))
  host.fileExists = (path) => path === file || fileExists(path)
  const program = ts.createProgram([file], options, host)
  const faults = ts.getPreEmitDiagnostics(program).map(({ messageText }) => messageText)
  expect(faults).toEqual([])
  return program.getInstantiationCount()
}

test('300 filters and 300 patches are cheap to check: editors stay quick', {
  timeout: 120_000,
}, () => {
  const added = instantiations(HEAD + expressions(300)) - instantiations(HEAD)
  expect(added).toBeGreaterThan(0)
  expect(added).toBeLessThan(20_000)
})
