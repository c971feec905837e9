import { type Limits, readLimits } from './read-limits.ts'
import { readSignatures, type Signatures } from './read-signatures.ts'
import { WebhookConfigurationError } from './webhook-configuration-error.ts'
import { readHeaders, type WebhookHeaders } from './webhook-headers.ts'
import type { WebhookKey } from './webhook-key.ts'
import { type Rejected, rejected } from './webhook-result.ts'

/** The body as it came: bytes, or the text they decode to. */
export type WebhookBody = Uint8Array | ArrayBuffer | string

/** One delivery and how it is verified. */
export interface VerifyOptions {
  readonly body: WebhookBody
  readonly headers: WebhookHeaders
  /** `whsec_…` or `whpk_…`; several while a rotation overlaps. */
  readonly secrets: readonly (string | null | undefined)[]
  /** Seconds a delivery may be old or new; 300. `null` switches the check off, for replays from a log. */
  readonly toleranceSeconds?: number | null
  /** Unix seconds; the clock when left out. */
  readonly now?: number
  /** When a delivery that waited in a queue came in; the window is checked at that time instead of now. */
  readonly receivedAt?: Date
  /** The names in front of `-id`, `-timestamp`, `-signature`; `webhook`. */
  readonly headerPrefixes?: readonly string[]
  /** 32. */
  readonly maxSignatures?: number
  /** 5 MiB. */
  readonly maxBodyBytes?: number
}

/** A delivery whose form is right; whether it is genuine is not known yet. */
export interface Delivery {
  readonly id: string
  readonly timestamp: number
  readonly body: Uint8Array
  /** `id.timestamp.`: what is signed in front of the body. */
  readonly head: string
  readonly signatures: Signatures
}

const ID = /^[\x21-\x2d\x2f-\x7e]{1,256}$/
const TIMESTAMP = /^[1-9]\d{0,14}$/
const encoder = new TextEncoder()

/** Reads the form of a delivery: everything that needs no key. */
export const readDelivery = (
  options: VerifyOptions,
  keys: readonly WebhookKey[],
): Delivery | Rejected => {
  const limits = readLimits(options)
  const body = readBody(options.body)
  const headers = readHeaders(options.headers, options.headerPrefixes ?? ['webhook'])
  if (typeof headers === 'string') return rejected(headers)
  if (!ID.test(headers.id)) return rejected('invalid_id')
  if (!TIMESTAMP.test(headers.timestamp)) return rejected('invalid_timestamp')
  const timestamp = Number(headers.timestamp)
  const outside = outsideWindow(timestamp, limits)
  if (outside) return rejected(outside)
  if (body.length > limits.maxBodyBytes) return rejected('payload_too_large')
  const words = wordsOf(headers.signature)
  if (words.length > limits.maxSignatures) return rejected('too_many_signatures')
  const signatures = readSignatures(words)
  if (keys.every(({ scheme }) => signatures[scheme].length === 0))
    return rejected('no_supported_signature')
  // The timestamp is signed as it is written, not as it is read.
  return {
    id: headers.id,
    timestamp,
    body,
    head: `${headers.id}.${headers.timestamp}.`,
    signatures,
  }
}

// One signature is what nearly every delivery has: nothing is split for it.
const wordsOf = (text: string): readonly string[] =>
  // Stryker disable next-line ConditionalExpression,StringLiteral: splitting gives the same, slower
  text.includes(' ') || text.includes('\t') ? text.split(/[ \t]+/) : [text]

const outsideWindow = (
  timestamp: number,
  { toleranceSeconds, now }: Limits,
): 'timestamp_too_old' | 'timestamp_too_new' | undefined => {
  if (toleranceSeconds === null) return undefined
  if (now - timestamp > toleranceSeconds) return 'timestamp_too_old'
  return timestamp - now > toleranceSeconds ? 'timestamp_too_new' : undefined
}

/** The bytes of a body. */
export const readBody = (body: WebhookBody): Uint8Array => {
  if (typeof body === 'string') return encoder.encode(body)
  // Bytes of another realm (test runners, frames, node:vm) are bytes too, and no instance of ours.
  if (ArrayBuffer.isView(body)) return viewBytes(body)
  if (Object.prototype.toString.call(body) === '[object ArrayBuffer]') return new Uint8Array(body)
  throw new WebhookConfigurationError(
    'body_not_raw',
    'The body was parsed already; a signature is over the raw bytes. Read them first: express.raw({ type: "*/*" }) on this route before any JSON parser, await request.arrayBuffer() elsewhere.',
  )
}

const viewBytes = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)

/** What is signed: `id.timestamp.body` as bytes (Standard Webhooks 1.0.0). */
export const signedContent = (head: string, body: Uint8Array): Uint8Array<ArrayBuffer> => {
  const start = encoder.encode(head)
  const content = new Uint8Array(start.length + body.length)
  content.set(start)
  content.set(body, start.length)
  return content
}
