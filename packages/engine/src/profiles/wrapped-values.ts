import type { PatchOperation } from '@scimwright/types'
import { resolveAttribute } from '../attribute-path.ts'
import { isObject } from '../attribute-values.ts'
import { parsePath } from '../parse-path.ts'
import type { Leniency } from './leniency.ts'

/** The value of a path wrapped in an object of the same name: `{"op":"remove","path":"members","value":{"members":[{"value":"u1"}]}}`, which services behind the UnboundID SDK ask for (its CHANGELOG 4.1). */
export const wrappedValues: Leniency = {
  patch: (operations, { table, report }) =>
    operations.map((operation): PatchOperation => {
      const { path, value } = operation
      if (path === undefined || !isObject(value)) return operation
      const [key, other] = Object.keys(value)
      if (key === undefined || other !== undefined) return operation
      const { filter, sub, ...root } = parsePath(path)
      const attribute = resolveAttribute(table, root)
      if (filter || sub !== undefined || !attribute) return operation
      const isWrapped = key.toLowerCase() === attribute.name.toLowerCase()
      if (!isWrapped || attribute.subAttributes.has(key.toLowerCase())) return operation
      report({
        name: 'wrappedValues',
        path: attribute.path,
        detail: 'the value was read out of an object with the name of the path',
      })
      return { ...operation, value: value[key] }
    }),
}
