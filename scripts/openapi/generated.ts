import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { openApiDocument } from '../../apps/provider/src/api/openapi-document.ts'

/** The files that follow from the operations of the directory API, by path. */
export const generated = async (): Promise<Readonly<Record<string, string>>> => {
  const document = JSON.stringify(openApiDocument(), undefined, 2)
  const nodes = await openapiTS(document, { alphabetize: true })
  // The client has a method for each operation: it needs to know what they take and give.
  const types = astToString(nodes.filter(isNamed('components')))
  return {
    'apps/provider/openapi.json': `${document}\n`,
    'packages/client/src/directory/api-types.ts': `// Written by \`npm run openapi\` from apps/provider/openapi.json.\n\n${types}`,
  }
}

const isNamed =
  (name: string) =>
  (node: ts.Node): boolean =>
    ts.isInterfaceDeclaration(node) && node.name.text === name
