import { describe, expect, expectTypeOf, test } from 'vitest'
import { toHonoHandler } from '../src/hono.ts'
import {
  createMemoryDedupe,
  createTestWebhook,
  type Dedupe,
  type DirectoryEvent,
  generateSecret,
  type HandlerOptions,
  signWebhook,
  toRequestHandler,
  verifyWebhook,
  WebhookConfigurationError,
} from '../src/index.ts'
import { readLambdaEvent, toLambdaHandler } from '../src/lambda.ts'
import { toRouteHandler } from '../src/next.ts'
import { chunks } from './listen.ts'

const secret = generateSecret()
const deliver = () => createTestWebhook('organization.directory.group_created', { secret })
const silent = { secrets: [secret], onEvent: () => {} }

const request = (
  body: string | Uint8Array | ReadableStream,
  headers: Record<string, string> = {},
): Request =>
  new Request('https://app.example.com/webhooks', {
    method: 'POST',
    body,
    headers,
    duplex: 'half',
  } as RequestInit)

describe.each([
  ['fetch handler', (options: HandlerOptions) => toRequestHandler(options)],
  ['Next route', (options: HandlerOptions) => toRouteHandler(options)],
  [
    'Hono',
    (options: HandlerOptions) => {
      const handle = toHonoHandler(options)
      return (raw: Request) => handle({ req: { raw } })
    },
  ],
])('%s', (_, make) => {
  test('a genuine delivery reaches onEvent', async () => {
    const events: DirectoryEvent[] = []
    const handle = make({ ...silent, onEvent: ({ event }) => events.push(event) })
    const { body, headers, event } = await deliver()
    const response = await handle(request(body, headers))
    expect([response.status, await response.json()]).toEqual([200, { ok: true }])
    expect(events).toEqual([event])
  })

  test('a forged delivery gets 401 and the reason', async () => {
    const handle = make({ ...silent, onEvent: () => expect.unreachable() })
    const { headers } = await deliver()
    const response = await handle(request('{}', headers))
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ ok: false, reason: 'signature_mismatch' })
    expect((await handle(new Request('https://x.example', { method: 'POST' }))).status).toBe(401)
  })

  test('a body that was read before is an error that says how to fix it', async () => {
    const { body, headers } = await deliver()
    const used = request(body, headers)
    await used.json()
    await expect(make(silent)(used)).rejects.toThrow(/read before.*put this route in front/)
  })

  test('a body over the limit gets 413, announced or not', async () => {
    const handle = make({ ...silent, maxBodyBytes: 1000 })
    expect((await handle(request('{}', { 'content-length': '1001' }))).status).toBe(413)
    expect((await handle(request(chunks(3, 400)))).status).toBe(413)
    expect((await handle(request(new Uint8Array(1000)))).status).toBe(401)
  })
})

describe('receiving', () => {
  test('a secret or limit that cannot be used is an error when the handler is made', () => {
    for (const wrong of [
      { secrets: [] },
      { secrets: ['whsec_'] },
      { maxBodyBytes: Number.NaN },
      { toleranceSeconds: -1 },
    ])
      expect(() => toRequestHandler({ ...silent, ...wrong })).toThrow(WebhookConfigurationError)
  })

  test('an attempt while another is being handled gets 409 and comes again', async () => {
    let finish = () => {}
    const handle = toRequestHandler({
      ...silent,
      onEvent: () => new Promise<void>((resolve) => (finish = resolve)),
      dedupe: createMemoryDedupe(),
    })
    const { body, headers } = await deliver()
    const first = handle(request(body, headers))
    await new Promise((resolve) => setTimeout(resolve, 20))
    const second = await handle(request(body, headers))
    expect([second.status, second.headers.get('retry-after')]).toEqual([409, '5'])
    finish()
    expect((await first).status).toBe(200)
  })

  test('a dedupe store that is away hides neither its error nor that of the handler', async () => {
    const away = async () => Promise.reject(new Error('away'))
    const { body, headers } = await deliver()
    const dedupe: Dedupe = { begin: async () => 'new', commit: away, release: away }
    await expect(toRequestHandler({ ...silent, dedupe })(request(body, headers))).rejects.toThrow(
      'away',
    )
    const onEvent = () => Promise.reject(new Error('no room'))
    await expect(
      toRequestHandler({ ...silent, dedupe, onEvent })(request(body, headers)),
    ).rejects.toThrow('no room')
  })

  test('a genuine body that is no JSON gets 400 and no event', async () => {
    const body = 'hello'
    const timestamp = 1_800_000_000
    const handle = toRequestHandler({
      ...silent,
      now: () => timestamp,
      onEvent: () => expect.unreachable(),
    })
    const response = await handle(
      request(body, {
        'webhook-id': 'evt_1',
        'webhook-timestamp': String(timestamp),
        'webhook-signature': await signWebhook({ id: 'evt_1', timestamp, body, secret }),
      }),
    )
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ reason: 'body_not_json' })
  })

  test('an event is of a type of the union unless the handler says another', () => {
    toRequestHandler({
      ...silent,
      onEvent: ({ event }) => expectTypeOf(event).toEqualTypeOf<DirectoryEvent>(),
    })
    toRequestHandler<{ kind: string }>({
      ...silent,
      onEvent: ({ event }) => expectTypeOf(event.kind).toEqualTypeOf<string>(),
    })
  })
})

describe('Lambda', () => {
  test.each(['text', 'base64'])('a genuine delivery as %s reaches onEvent', async (form) => {
    const { body, headers, event } = await deliver()
    const seen: unknown[] = []
    const handler = toLambdaHandler({ ...silent, onEvent: (delivery) => seen.push(delivery.event) })
    const isBase64Encoded = form === 'base64'
    const text = isBase64Encoded ? Buffer.from(body).toString('base64') : body
    expect(await handler({ body: text, isBase64Encoded, headers })).toEqual({
      statusCode: 200,
      headers: { 'content-type': 'application/json' },
      body: '{"ok":true}',
    })
    expect(seen).toEqual([event])
  })

  test('the headers of a load balancer with several values are read, in any letter case', async () => {
    const { body, headers } = await deliver()
    const multiValueHeaders = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]),
    )
    const delivery = readLambdaEvent({ body, multiValueHeaders, headers: null })
    expect((await verifyWebhook({ ...delivery, secrets: [secret] })).ok).toBe(true)
  })

  test('no body and no headers are a refusal', async () => {
    const answer = await toLambdaHandler(silent)({ body: null })
    expect(answer).toMatchObject({ statusCode: 401 })
    expect(answer.body).toContain('missing_header')
  })

  test('a body that a mapping template parsed is an error that says how to fix it', async () => {
    const event = { body: { type: 'x' } as unknown as string }
    await expect(toLambdaHandler(silent)(event)).rejects.toThrow(/proxy integration/)
  })
})
