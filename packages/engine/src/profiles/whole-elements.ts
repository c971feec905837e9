import type { PatchOperation } from '@scimwright/types'
import { formatPath } from '../format-path.ts'
import { parsePath } from '../parse-path.ts'
import type { Leniency } from './leniency.ts'

/** Removing the `value` of an element means the element: Entra's `{"op":"remove","path":"emails[type eq \"work\"].value"}` (entra-patch-033). */
export const wholeElements: Leniency = {
  patch: (operations, { report }) =>
    operations.map((operation): PatchOperation => {
      if (operation.op !== 'remove' || operation.path === undefined) return operation
      const { filter, sub, ...attribute } = parsePath(operation.path)
      if (!filter || sub?.toLowerCase() !== 'value') return operation
      report({
        name: 'wholeElements',
        path: attribute.name,
        detail: 'removing the value of an element was read as removing the element',
      })
      return { ...operation, path: formatPath({ ...attribute, filter }) }
    }),
}
