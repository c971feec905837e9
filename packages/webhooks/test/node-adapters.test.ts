import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, expect, test } from 'vitest'
import { type HandlerOptions, toExpressHandler } from '../src/express.ts'
import {
  createMemoryDedupe,
  createTestWebhook,
  generateSecret,
  WebhookConfigurationError,
} from '../src/index.ts'
import { toPagesHandler } from '../src/next.ts'
import { chunks, listen, post } from './listen.ts'

const secret = generateSecret()
const deliver = () => createTestWebhook('organization.directory.user_created', { secret })

type Parser = (request: IncomingMessage) => Promise<void>
type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>

const fail = (response: ServerResponse, error: unknown) => {
  response.statusCode = 500
  response.end(error instanceof Error ? error.message : 'not an error')
}

const express = (options: HandlerOptions, parse?: Parser): Route => {
  const handle = toExpressHandler(options)
  return async (request, response) => {
    await parse?.(request)
    await handle(request, response, (error) => fail(response, error))
  }
}

const pages = (options: HandlerOptions, parse?: Parser): Route => {
  const handle = toPagesHandler(options)
  return async (request, response) => {
    await parse?.(request)
    await handle(request, response).catch((error) => fail(response, error))
  }
}

const read = async (request: IncomingMessage): Promise<Buffer> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts)
}

const jsonParser: Parser = async (request) => {
  Object.assign(request, { body: JSON.parse((await read(request)).toString()) })
}

describe.each([
  ['Express', express, /above app\.use\(express\.json\(\)\)/],
  ['Next pages', pages, /bodyParser: false/],
])('%s', (_, make, howToFix) => {
  test('a genuine delivery reaches onEvent, typed and once', async () => {
    const seen: unknown[] = []
    const options = {
      secrets: [secret],
      onEvent: ({ event, id }: { event: { type: string }; id: string }) => {
        seen.push([event.type, id])
      },
      dedupe: createMemoryDedupe(),
    }
    await listen(make(options), async (url) => {
      const { body, headers, event } = await deliver()
      expect(await post(url, body, headers)).toMatchObject({ status: 200, body: { ok: true } })
      expect((await post(url, body, headers)).body).toEqual({ ok: true, duplicate: true })
      expect(seen).toEqual([[event.type, event.id]])
    })
  })

  test('a forged delivery gets 401 and the reason, and no event', async () => {
    const onEvent = () => expect.unreachable()
    await listen(make({ secrets: [secret], onEvent }), async (url) => {
      const { body, headers } = await deliver()
      const answer = await post(url, body.replace('bjensen', 'eve'), headers)
      expect(answer).toMatchObject({
        status: 401,
        body: { ok: false, reason: 'signature_mismatch' },
      })
      expect(answer.headers.get('content-type')).toBe('application/json')
    })
  })

  test('a parsed body is an error that says how to fix it', async () => {
    const onEvent = () => expect.unreachable()
    await listen(make({ secrets: [secret], onEvent }, jsonParser), async (url) => {
      const { body, headers } = await deliver()
      const answer = await post(url, body, headers)
      expect(answer.status).toBe(500)
      expect(answer.body).toMatch(howToFix)
    })
  })

  test.each<[string, Parser]>([
    [
      'body is bytes',
      async (request) => void Object.assign(request, { body: await read(request) }),
    ],
    [
      'body is a text',
      async (request) => void Object.assign(request, { body: (await read(request)).toString() }),
    ],
    [
      'rawBody is beside the parsed body',
      async (request) => {
        const rawBody = await read(request)
        Object.assign(request, { rawBody, body: JSON.parse(rawBody.toString()) })
      },
    ],
    [
      'a parser left the stream alone',
      async (request) => void Object.assign(request, { body: {} }),
    ],
  ])('is verified when %s', async (_title, parse) => {
    await listen(make({ secrets: [secret], onEvent: () => {} }, parse), async (url) => {
      const { body, headers } = await deliver()
      expect((await post(url, body, headers)).status).toBe(200)
    })
  })

  test('what onEvent throws goes to the framework, and the next attempt is new', async () => {
    let attempts = 0
    const onEvent = async () => {
      attempts += 1
      if (attempts === 1) throw new Error('the database is away')
    }
    const dedupe = createMemoryDedupe()
    await listen(make({ secrets: [secret], onEvent, dedupe }), async (url) => {
      const { body, headers } = await deliver()
      expect(await post(url, body, headers)).toMatchObject({
        status: 500,
        body: 'the database is away',
      })
      expect(await post(url, body, headers)).toMatchObject({ status: 200, body: { ok: true } })
      expect(attempts).toBe(2)
    })
  })

  test('a body over the limit gets 413 unread, announced or not', async () => {
    const onEvent = () => expect.unreachable()
    await listen(make({ secrets: [secret], onEvent, maxBodyBytes: 1000 }), async (url) => {
      for (const body of [new Uint8Array(1001), chunks(40, 65_536)]) {
        const answer = await post(url, body)
        expect(answer).toMatchObject({ status: 413, body: { reason: 'payload_too_large' } })
        expect(answer.headers.get('connection')).toBe('close')
      }
    })
  })

  test('a secret that cannot be used is an error when the route is made', () => {
    expect(() => make({ secrets: [undefined], onEvent: () => {} })).toThrow(
      WebhookConfigurationError,
    )
  })
})
