import type { PatchOperation } from '@scimwright/types'
import type { AttributeTable } from '../attribute.ts'
import type { AttributePath } from '../attribute-path.ts'
import type { Filter } from '../filter.ts'
import { parsePath } from '../parse-path.ts'
import type { TransformContext } from '../profile.ts'
import type { Leniency } from './leniency.ts'

const detail = 'the name of an extension attribute was read without its URN'

/** An extension's attribute without its URN: Entra's `"path": "manager"` and `filter=id eq "u1" and manager eq "u2"` (its provisioning guide, examples 4 and 5). */
export const bareExtensionNames: Leniency = {
  patch: (operations, context) =>
    operations.map((operation): PatchOperation => {
      const { path } = operation
      // A colon outside of brackets belongs to a URN.
      if (path === undefined || /^[^[]*:/.test(path)) return operation
      const urn = urnFor(parsePath(path), context)
      return urn === undefined ? operation : { ...operation, path: `${urn}:${path.trim()}` }
    }),
  filter: (filter, context) => qualify(filter, context),
}

const qualify = (filter: Filter, context: TransformContext): Filter => {
  switch (filter.op) {
    case 'and':
    case 'or':
      return { ...filter, filters: filter.filters.map((each) => qualify(each, context)) }
    case 'not':
      return { ...filter, filter: qualify(filter.filter, context) }
    default: {
      const urn = urnFor(filter.path, context)
      return urn === undefined ? filter : { ...filter, path: { ...filter.path, urn } }
    }
  }
}

const urnFor = (
  { urn, name }: AttributePath,
  { table, report }: TransformContext,
): string | undefined => {
  if (urn !== undefined) return undefined
  const found = onlyExtensionWith(name.toLowerCase(), table)
  if (found !== undefined) report({ name: 'bareExtensionNames', path: `${found}:${name}`, detail })
  return found
}

const onlyExtensionWith = (folded: string, table: AttributeTable): string | undefined => {
  if (table.attributes.has(folded)) return undefined
  const having = [...table.extensions.values()].filter(({ attributes }) => attributes.has(folded))
  return having.length === 1 ? having[0]?.urn : undefined
}
