import type { PatchOperation } from '@scimwright/types'
import type { Leniency } from './leniency.ts'

/** A dot for the colon after a schema's URN: Entra's `urn:…:enterprise:2.0:User.department` (entra-patch-044). */
export const dottedUrns: Leniency = {
  patch: (operations, { table, report }) =>
    operations.map((operation): PatchOperation => {
      const { path } = operation
      if (path === undefined) return operation
      const folded = path.toLowerCase()
      const urns = [
        table.resourceType.schema.id,
        ...[...table.extensions.values()].map(({ urn }) => urn),
      ]
      const urn = urns.find((each) => folded.startsWith(`${each.toLowerCase()}.`))
      if (urn === undefined) return operation
      report({ name: 'dottedUrns', path: urn, detail: 'a dot after the URN was read as a colon' })
      return { ...operation, path: `${path.slice(0, urn.length)}:${path.slice(urn.length + 1)}` }
    }),
}
