import type { PatchOperation } from '@scimwright/types'
import { parsePath } from '../parse-path.ts'
import type { Leniency } from './leniency.ts'

/** An add whose brackets say everything: Bitwarden's `{"op":"add","path":"members[value eq \"u2\"]"}` (bitwarden-patch-001). */
export const filterOnlyAdds: Leniency = {
  patch: (operations, { report }) =>
    operations.map((operation): PatchOperation => {
      if (operation.op !== 'add' || operation.path === undefined || 'value' in operation)
        return operation
      const { filter, sub, name } = parsePath(operation.path)
      if (!filter || sub !== undefined) return operation
      report({ name: 'filterOnlyAdds', path: name, detail: 'the brackets were read as the value' })
      return { ...operation, value: {} }
    }),
}
