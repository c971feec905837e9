import { isObject } from '../attribute-values.ts'
import { valueLeniency } from './value-leniency.ts'

/** `displayName` for `display` in an element: Entra's members `[{"displayName":"User One","value":"u1"}]` (entra-group-015). */
export const displayNames = valueLeniency(
  'displayNames',
  '`displayName` was read as `display`',
  (value, { type, subAttributes }) => {
    if (type !== 'complex' || !isObject(value)) return undefined
    if (!subAttributes.has('display') || subAttributes.has('displayname')) return undefined
    const { displayName, ...parts } = value
    return typeof displayName === 'string' && !('display' in value)
      ? { value: { ...parts, display: displayName } }
      : undefined
  },
)
