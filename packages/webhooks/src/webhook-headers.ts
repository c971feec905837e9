/**
 * The headers of a delivery, in any form: `Headers`, an object in any letter case whose values may be arrays (Node,
 * Lambda), pairs, or Node's flat `rawHeaders`.
 */
export type WebhookHeaders =
  | Iterable<readonly [string, string]>
  | readonly string[]
  | Readonly<Record<string, string | readonly string[] | null | undefined>>

/** The three headers of Standard Webhooks, trimmed; the signatures of several headers are joined by blanks. */
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
  for (const prefix of prefixes) {
    const { id, timestamp, signature, ambiguous } = find(headers, prefix.toLowerCase())
    if (!id || !timestamp || !signature) continue
    return ambiguous ? 'ambiguous_header' : { id, timestamp, signature }
  }
  return 'missing_header'
}

const SHORTEST = '-id'.length
const LONGEST = '-timestamp'.length

const find = (headers: WebhookHeaders, prefix: string) => {
  const found = { id: '', timestamp: '', signature: '', ambiguous: false }
  const only = (known: string, text: string): string => {
    if (known !== '' && known !== text) found.ambiguous = true
    return text
  }
  const take = (name: string, value: unknown): void => {
    const text = typeof value === 'string' ? trim(value) : ''
    if (text === '') return
    if (name === `${prefix}-id`) found.id = only(found.id, text)
    else if (name === `${prefix}-timestamp`) found.timestamp = only(found.timestamp, text)
    else if (name === `${prefix}-signature`) found.signature += ` ${text}`
  }
  eachHeader(headers, (name, value) => {
    if (typeof name !== 'string') return
    const rest = name.length - prefix.length
    // Most headers are not meant; their length tells, before anything is compared.
    if (rest !== SHORTEST && rest !== LONGEST) return
    const lower = name.toLowerCase()
    if (Array.isArray(value)) for (const each of value) take(lower, each)
    else take(lower, value)
  })
  return found
}

const trim = (value: string): string => {
  let [start, end] = [0, value.length]
  while (isBlank(value.charCodeAt(start))) start += 1
  while (isBlank(value.charCodeAt(end - 1))) end -= 1
  return value.slice(start, end)
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x09

const eachHeader = (
  headers: WebhookHeaders,
  visit: (name: unknown, value: unknown) => void,
): void => {
  if (typeof headers !== 'object' || headers === null) return
  if (!(Symbol.iterator in headers)) {
    // Own properties only: a prototype names no header.
    for (const name of Object.keys(headers)) visit(name, headers[name])
    return
  }
  const list: unknown[] = [...(headers as Iterable<unknown>)]
  if (typeof list[0] === 'string')
    list.forEach((name, at) => {
      if (at % 2 === 0) visit(name, list[at + 1])
    })
  else for (const pair of list) if (Array.isArray(pair)) visit(pair[0], pair[1])
}
