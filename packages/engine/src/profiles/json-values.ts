import { isObject } from '../attribute-values.ts'
import { valueLeniency } from './value-leniency.ts'

/** JSON in the `value` of an element: Entra's roles `[{"value":"{\"id\":…,\"value\":\"Admin\",\"displayName\":…}"}]` (entra-patch-036). */
export const jsonValues = valueLeniency(
  'jsonValues',
  'JSON in a text was read as the element it describes',
  (value, { type, multiValued, subAttributes }, position) => {
    if (type !== 'complex' || (multiValued && position === 'whole') || !isObject(value))
      return undefined
    const inner = typeof value.value === 'string' ? parseObject(value.value) : undefined
    if (!inner) return undefined
    const { displayName, ...parts } = inner
    const known = Object.entries({
      ...(displayName !== undefined && { display: displayName }),
      ...parts,
    }).filter(([name]) => subAttributes.has(name.toLowerCase()))
    const { value: _, ...others } = value
    return { value: { ...others, ...Object.fromEntries(known) } }
  },
)

const parseObject = (text: string): Record<string, unknown> | undefined => {
  if (!text.startsWith('{')) return undefined
  try {
    const parsed: unknown = JSON.parse(text)
    return isObject(parsed) && typeof parsed.value === 'string' ? parsed : undefined
  } catch {
    return undefined
  }
}
