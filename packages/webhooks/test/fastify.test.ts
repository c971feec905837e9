import { describe, expect, test } from 'vitest'
import { type FastifyLike, type FastifyReplyLike, webhookPlugin } from '../src/fastify.ts'
import { createTestWebhook, generateSecret } from '../src/index.ts'
import { listen, post } from './listen.ts'

const secret = generateSecret()

/** A plugin's context as Fastify gives it, over real HTTP: parsers by type, one route, replies in a chain. */
const serve = async (options: Parameters<typeof webhookPlugin>[1], url: string) => {
  const calls: string[] = []
  let parse: Parameters<FastifyLike['addContentTypeParser']>[2] = () => {}
  let handle: Parameters<FastifyLike['post']>[1] = async () => {}
  await webhookPlugin(
    {
      removeAllContentTypeParsers: () => calls.push('remove'),
      addContentTypeParser: (type, { parseAs, bodyLimit }, parser) => {
        calls.push(`${type} ${parseAs} ${bodyLimit}`)
        parse = parser
      },
      post: (path, handler) => {
        calls.push(path)
        handle = handler
      },
    },
    options,
  )
  const answer = (body: string, headers: Record<string, string>) =>
    listen(
      async (request, response) => {
        const parts: Buffer[] = []
        for await (const part of request) parts.push(part)
        const read = new Promise((resolve) =>
          parse(request as never, Buffer.concat(parts) as never, (_error, parsed) =>
            resolve(parsed),
          ),
        )
        const reply: FastifyReplyLike = {
          code: (status) => {
            response.statusCode = status
            return reply
          },
          headers: (values) => {
            for (const [name, value] of Object.entries(values)) response.setHeader(name, value)
            return reply
          },
          send: (text) => response.end(text),
        }
        await handle(
          { headers: request.headers, body: parts.length > 0 ? await read : null },
          reply,
        )
      },
      (base) => post(base + url, body, headers),
    )
  return { calls, answer }
}

describe('Fastify', () => {
  test('one route with a parser of its own hands genuine deliveries to onEvent', async () => {
    const seen: string[] = []
    const options = {
      path: '/webhooks',
      secrets: [secret],
      maxBodyBytes: 5000,
      onEvent: ({ event }: { event: { type: string } }) => seen.push(event.type),
    }
    const { calls, answer } = await serve(options, '/webhooks')
    expect(calls).toEqual(['remove', '* buffer 5000', '/webhooks'])
    const { body, headers, event } = await createTestWebhook('webhook.test', { secret })
    expect(await answer(body, headers)).toMatchObject({ status: 200, body: { ok: true } })
    expect(seen).toEqual([event.type])
    expect(await answer('{}', headers)).toMatchObject({
      status: 401,
      body: { reason: 'signature_mismatch' },
    })
    expect(await answer('', headers)).toMatchObject({ status: 401 })
  })

  test('a secret that cannot be used stops the start', async () => {
    const options = { path: '/webhooks', secrets: [''], onEvent: () => {} }
    await expect(serve(options, '/webhooks')).rejects.toMatchObject({ code: 'invalid_secret' })
  })
})
