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
    const { id, timestamp, signature, ambiguous } = find(headers, namesOf(prefix))
    if (!id || !timestamp || !signature) continue
    return ambiguous ? 'ambiguous_header' : { id, timestamp, signature }
  }
  return 'missing_header'
}

/** The names of the three headers, in lower case. */
interface Names {
  readonly id: string
  readonly timestamp: string
  readonly signature: string
}

const makeNames = (prefix: string): Names => ({
  id: `${prefix}-id`,
  timestamp: `${prefix}-timestamp`,
  signature: `${prefix}-signature`,
})

// Made once: names that are made anew are compared letter by letter, and these in one step.
const STANDARD = makeNames('webhook')

const namesOf = (prefix: string): Names =>
  // Stryker disable next-line ConditionalExpression,StringLiteral: made anew they are the same
  prefix === 'webhook' ? STANDARD : makeNames(prefix.toLowerCase())

/** What is found while the headers are walked through, once and without copies. */
interface Found {
  readonly names: Names
  id: string
  timestamp: string
  signature: string
  ambiguous: boolean
}

const find = (headers: WebhookHeaders, names: Names): Found => {
  const found: Found = { names, id: '', timestamp: '', signature: '', ambiguous: false }
  if (typeof headers !== 'object' || headers === null) return found
  if (!(Symbol.iterator in headers)) {
    // Own properties only: a prototype names no header.
    for (const name of Object.keys(headers)) visit(found, name, headers[name])
    return found
  }
  const list: unknown[] = [...(headers as Iterable<unknown>)]
  if (typeof list[0] === 'string')
    // Stryker disable next-line EqualityOperator: nothing is not a name
    for (let at = 0; at < list.length; at += 2) visit(found, list[at], list[at + 1])
  else for (const pair of list) if (Array.isArray(pair)) visit(found, pair[0], pair[1])
  return found
}

const visit = (found: Found, name: unknown, value: unknown): void => {
  // Most headers are not meant; their length tells, before anything is compared.
  if (typeof name !== 'string' || !hasLength(name, found.names)) return
  const lower = isOneOf(name, found.names) ? name : name.toLowerCase()
  if (Array.isArray(value)) for (const each of value) take(found, lower, each)
  else take(found, lower, value)
}

const hasLength = ({ length }: string, { id, timestamp }: Names): boolean =>
  // Stryker disable next-line ConditionalExpression: names are compared afterwards all the same
  length === id.length || length === timestamp.length

// Stryker disable all: a shortcut; the lower case of a name in lower case is itself
const isOneOf = (name: string, { id, timestamp, signature }: Names): boolean =>
  name === id || name === timestamp || name === signature
// Stryker restore all

const take = (found: Found, name: string, value: unknown): void => {
  const text = typeof value === 'string' ? trim(value) : ''
  if (text === '') return
  const { names, id, timestamp, signature } = found
  if (name === names.id) found.id = only(found, id, text)
  else if (name === names.timestamp) found.timestamp = only(found, timestamp, text)
  else if (name === names.signature)
    found.signature = signature === '' ? text : `${signature} ${text}`
}

const only = (found: Found, known: string, text: string): string => {
  if (known !== '' && known !== text) found.ambiguous = true
  return text
}

const trim = (value: string): string => {
  let start = 0
  let end = value.length
  while (isBlank(value.charCodeAt(start))) start += 1
  while (isBlank(value.charCodeAt(end - 1))) end -= 1
  return value.slice(start, end)
}

const isBlank = (code: number): boolean => code === 0x20 || code === 0x09
