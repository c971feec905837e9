/**
 * The headers of a delivery, in any form: `Headers`, an object in any letter case whose values may be arrays (Node,
 * Lambda), pairs, or Node's flat `rawHeaders`.
 */
export type WebhookHeaders =
  | Iterable<readonly [string, string]>
  | readonly string[]
  | Readonly<Record<string, string | readonly string[] | null | undefined>>

/** The three headers of Standard Webhooks, trimmed; several signature headers are joined. */
export interface DeliveryHeaders {
  readonly id: string
  readonly timestamp: string
  readonly signature: string
}

/** Reads the headers of a delivery; a prefix is `webhook` or the sender's own. */
export const readHeaders = (
  headers: WebhookHeaders,
  prefixes: readonly string[],
): DeliveryHeaders | 'missing_header' | 'ambiguous_header' => {
  const values = collect(headers)
  for (const prefix of prefixes) {
    const ids = values.get(`${prefix}-id`) ?? []
    const timestamps = values.get(`${prefix}-timestamp`) ?? []
    const signatures = values.get(`${prefix}-signature`) ?? []
    const [id, timestamp] = [ids[0], timestamps[0]]
    if (!id || !timestamp || signatures.length === 0) continue
    if (differ(ids) || differ(timestamps)) return 'ambiguous_header'
    return { id, timestamp, signature: signatures.join(' ') }
  }
  return 'missing_header'
}

const differ = (values: readonly string[]): boolean => values.some((value) => value !== values[0])

const collect = (headers: WebhookHeaders): Map<string, string[]> => {
  const values = new Map<string, string[]>()
  for (const [name, value] of pairs(headers)) {
    for (const each of Array.isArray(value) ? value : [value]) {
      const text = typeof each === 'string' ? each.replace(/^[ \t]+|[ \t]+$/g, '') : ''
      if (text === '' || typeof name !== 'string') continue
      const key = name.toLowerCase()
      const known = values.get(key)
      if (known) known.push(text)
      else values.set(key, [text])
    }
  }
  return values
}

const pairs = (headers: WebhookHeaders): Iterable<readonly [unknown, unknown]> => {
  if (typeof headers !== 'object' || headers === null) return []
  // Own properties only: Object.entries does not look at a prototype.
  if (!(Symbol.iterator in headers)) return Object.entries(headers)
  const list: unknown[] = [...(headers as Iterable<unknown>)]
  return typeof list[0] === 'string' ? flatPairs(list) : list.filter(isPair)
}

const isPair = (value: unknown): value is readonly [unknown, unknown] => Array.isArray(value)

const flatPairs = (flat: readonly unknown[]): (readonly [unknown, unknown])[] =>
  flat.flatMap((name, at) => (at % 2 === 0 ? [[name, flat[at + 1]] as const] : []))
