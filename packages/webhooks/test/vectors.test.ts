import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  createMemoryDedupe,
  signWebhook,
  type VerifyOptions,
  type VerifyResult,
  verifyWebhook,
  WebhookConfigurationError,
  type WebhookHeaders,
} from '../src/index.ts'
import { signWebhookSync, verifyWebhookSync } from '../src/node.ts'

interface Vector {
  id: string
  title: string
  secrets: (string | null)[]
  headers?: Record<string, string | string[]>
  header_list?: [string, string][]
  body?: string
  body_base64?: string
  body_generator?: { prefix?: string; repeat: string; count: number; suffix?: string }
  body_object?: unknown
  body_as?: 'uint8array_offset' | 'arraybuffer'
  now: number
  tolerance_seconds: number | null
  options?: {
    header_prefixes?: string[]
    max_signatures?: number
    max_body_bytes?: number
    prototype_headers?: Record<string, string>
  }
  expected: {
    verdict: 'accept' | 'reject' | 'config_error'
    reason?: string
    matched?: { secret_index: number; signature_index: number; scheme: string }
  }
}

const file = JSON.parse(
  readFileSync(new URL('../vectors/webhook-vectors.json', import.meta.url), 'utf8'),
)
const vectors: Vector[] = file.vectors

const bytesOf = ({ body, body_base64, body_generator }: Vector): Uint8Array => {
  if (body_base64 !== undefined) return new Uint8Array(Buffer.from(body_base64, 'base64'))
  const { prefix = '', repeat = '', count = 0, suffix = '' } = body_generator ?? {}
  return new TextEncoder().encode(body ?? prefix + repeat.repeat(count) + suffix)
}

const bodyOf = (vector: Vector): VerifyOptions['body'] => {
  if ('body_object' in vector) return vector.body_object as string
  const bytes = bytesOf(vector)
  if (vector.body_as === 'arraybuffer') return bytes.slice().buffer as ArrayBuffer
  if (vector.body_as !== 'uint8array_offset') return bytes
  const shifted = new Uint8Array(bytes.length + 7)
  shifted.set(bytes, 7)
  return shifted.subarray(7)
}

const headersOf = ({ headers = {}, header_list, options }: Vector): WebhookHeaders => {
  if (header_list) return header_list
  const inherited = options?.prototype_headers
  return inherited ? Object.assign(Object.create(inherited), headers) : headers
}

const optionsOf = (vector: Vector): VerifyOptions => ({
  body: bodyOf(vector),
  headers: headersOf(vector),
  secrets: vector.secrets,
  now: vector.now,
  toleranceSeconds: vector.tolerance_seconds,
  ...(vector.options?.header_prefixes && { headerPrefixes: vector.options.header_prefixes }),
  ...(vector.options?.max_signatures && { maxSignatures: vector.options.max_signatures }),
  ...(vector.options?.max_body_bytes && { maxBodyBytes: vector.options.max_body_bytes }),
})

const outcomeOf = (result: VerifyResult) =>
  result.ok
    ? {
        verdict: 'accept',
        matched: {
          secret_index: result.matched.secretIndex,
          signature_index: result.matched.signatureIndex,
          scheme: result.matched.scheme,
        },
      }
    : { verdict: 'reject', reason: result.reason }

const failureOf = (error: unknown) => {
  if (!(error instanceof WebhookConfigurationError)) throw error
  return { verdict: 'config_error', reason: error.code }
}

describe.each([
  ['verifyWebhook', (options: VerifyOptions) => verifyWebhook(options)],
  ['verifyWebhookSync', async (options: VerifyOptions) => verifyWebhookSync(options)],
])('%s on the vectors', (_, verify) => {
  test.each(vectors)('$id $title', async (vector) => {
    const outcome = await verify(optionsOf(vector)).then(outcomeOf, failureOf)
    expect(outcome).toEqual(vector.expected)
  })
})

interface SignVector {
  id: string
  key: string
  webhook_id: string
  timestamp: number
  body?: string
  body_base64?: string
  signature: string
}

test.each(file.sign_vectors as SignVector[])('signs $id to the letter', async (vector) => {
  const { webhook_id: id, timestamp, key: secret, signature } = vector
  const body = vector.body ?? new Uint8Array(Buffer.from(vector.body_base64 ?? '', 'base64'))
  expect(await signWebhook({ id, timestamp, body, secret })).toBe(signature)
  expect(signWebhookSync({ id, timestamp, body, secret })).toBe(signature)
})

interface Sequence {
  id: string
  title: string
  secrets: string[]
  steps: (Pick<Vector, 'headers' | 'body' | 'now'> & { handler?: string; expected: string })[]
}

test.each(file.sequences as Sequence[])('$id $title', async ({ secrets, steps }) => {
  let now = 0
  const dedupe = createMemoryDedupe({ now: () => now })
  for (const step of steps) {
    now = step.now
    const { body = '', headers = {} } = step
    const result = await verifyWebhook({ body, headers, secrets, now })
    const claim = result.ok ? await dedupe.begin(result.id) : undefined
    const outcome = !result.ok
      ? `reject:${result.reason}`
      : { new: 'accept', done: 'duplicate', in_progress: 'in_progress' }[claim ?? 'new']
    expect(outcome).toBe(step.expected)
    if (!result.ok || claim !== 'new' || step.handler === 'pending') continue
    await (step.handler === 'throws' ? dedupe.release(result.id) : dedupe.commit(result.id))
  }
})
