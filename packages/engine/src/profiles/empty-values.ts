import type { PatchOperation } from '@scimwright/types'
import { isObject } from '../attribute-values.ts'
import { extendLeniency } from './leniency.ts'
import { valueLeniency } from './value-leniency.ts'

const name = 'emptyValues'
const detail = 'an empty text was read as unassigned'

const inValues = valueLeniency(name, detail, (value, { type, multiValued }, position) =>
  type === 'complex' && (!multiValued || position === 'element') && isEmpty(value)
    ? { value: null }
    : undefined,
)

const isEmpty = (value: unknown): boolean =>
  value === '' ||
  (isObject(value) &&
    Object.keys(value).length > 0 &&
    Object.values(value).every((part) => part === '' || part === null))

/** Empty text to clear a value: Entra's `{"op":"replace","path":"phoneNumbers[type eq \"work\"].value","value":""}` and `"manager": {"value":""}` (entra-patch-047, entra-patch-053). */
export const emptyValues = extendLeniency(inValues, {
  patch: (operations, context) =>
    (inValues.patch?.(operations, context) ?? operations).map((operation): PatchOperation => {
      const { op, path, value } = operation
      const clears = value === '' || (value === null && 'value' in operation)
      if (op === 'remove' || path === undefined || !clears) return operation
      if (value === '') context.report({ name, path, detail })
      return { op: 'remove', path }
    }),
})
