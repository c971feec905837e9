import { valueLeniency } from './value-leniency.ts'

/** The `value` of a complex attribute without its object: Entra's `"manager": "u9"` and `"value": "u1"` for members (entra-create-002, entra-patch-021, entra-group-014). */
export const bareValues = valueLeniency(
  'bareValues',
  'a bare value was read as the `value` of a complex attribute',
  (value, { type, multiValued, subAttributes }, position) =>
    type === 'complex' &&
    subAttributes.has('value') &&
    typeof value === 'string' &&
    (!multiValued || position === 'element')
      ? { value: { value } }
      : undefined,
)
