import { verifyWebhook } from '@scimwright/webhooks'
import type { Database } from 'better-sqlite3'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import type { Logger } from 'pino'
import type { Inbox } from './inbox.ts'
import { page } from './page.ts'
import { readState } from './read-state.ts'

/** What the HTTP side works with. */
export interface AppOptions {
  readonly db: Database
  readonly inbox: Inbox
  readonly secrets: readonly string[]
  readonly log: Logger
}

// Anyone can send here: what is too large is refused before it is held in memory.
const MAX_BODY_BYTES = 5 * 1024 * 1024

const limitBody = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: (c) => c.json({ error: 'The body is larger than the limit.' }, 413),
})

/** The application over HTTP: deliveries come in at `/webhooks`; people look at `/`, programs at `/state`. */
export const createApp = ({ db, inbox, secrets, log }: AppOptions): Hono => {
  const app = new Hono()

  app.post('/webhooks', limitBody, async (c) => {
    // The signature is over the bytes as they came, so nothing may parse them before.
    const body = new Uint8Array(await c.req.arrayBuffer())
    const result = await verifyWebhook({ body, headers: c.req.raw.headers, secrets })
    if (!result.ok) {
      log.warn({ reason: result.reason }, 'delivery refused')
      return c.json({ error: result.message }, result.status === 413 ? 413 : 401)
    }
    const outcome = inbox.take(result.id, () => result.event)
    log.info({ id: result.id, outcome }, 'delivery')
    // Sent only now: what the event did is committed.
    return c.json({ outcome })
  })

  app.get('/', (c) => c.html(page(readState(db))))
  app.get('/state', (c) => c.json(readState(db, Number(c.req.query('events') ?? 1000))))
  app.get('/livez', (c) => c.text('ok'))
  app.get('/readyz', (c) => c.text(db.open ? 'ok' : 'not ready', db.open ? 200 : 503))
  app.notFound((c) => c.json({ error: 'There is nothing at this address.' }, 404))
  app.onError((error, c) => {
    log.error({ err: error }, 'a request failed')
    return c.json({ error: 'The request failed; send it again.' }, 500)
  })
  return app
}
