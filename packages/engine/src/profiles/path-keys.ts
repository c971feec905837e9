import type { PatchOperation } from '@scimwright/types'
import type { AttributeTable } from '../attribute.ts'
import { resolveAttribute } from '../attribute-path.ts'
import { isObject } from '../attribute-values.ts'
import { parsePath } from '../parse-path.ts'
import type { Leniency } from './leniency.ts'

/** Paths as keys of a path-less value: Entra's `{"op":"replace","value":{"name.givenName":"A","urn:…:User:employeeNumber":"1"}}` (entra-flag-002). */
export const pathKeys: Leniency = {
  patch: (operations, { table, report }) =>
    operations.flatMap((operation): PatchOperation[] => {
      const { op, path, value } = operation
      if (path !== undefined || op === 'remove' || !isObject(value)) return [operation]
      const paths = Object.keys(value).filter((key) => isPath(key, table))
      if (paths.length === 0) return [operation]
      for (const key of paths)
        report({
          name: 'pathKeys',
          path: key.replace(/\[.*\]/s, '[…]'),
          detail: 'a key was read as a path',
        })
      const rest = Object.entries(value).filter(([key]) => !paths.includes(key))
      return [
        ...(rest.length > 0 ? [{ op, value: Object.fromEntries(rest) }] : []),
        ...paths.map((key) => ({ op, path: key, value: value[key] })),
      ]
    }),
}

const isPath = (key: string, table: AttributeTable): boolean => {
  const folded = key.toLowerCase()
  if (table.attributes.has(folded) || table.extensions.has(folded) || !/[.:[]/.test(key))
    return false
  try {
    const { filter, sub, ...root } = parsePath(key)
    return resolveAttribute(table, root) !== undefined
  } catch {
    return false
  }
}
