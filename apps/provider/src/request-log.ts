import { randomUUID } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'
import type { Logger } from 'pino'

// Ids and queries say who somebody is: a line has the kind of a path, not the path.
const template = (path: string): string =>
  path
    .replace(/^\/directory\/[^/]+/, '/directory/{directory}')
    .replace(/(\/scim\/v2\/(?:Users|Groups))\/(?!\.search$)[^/]+/, '$1/{id}')
    .replace(/^(\/api\/v1\/directories)\/[^/]+/, '$1/{id}')

/** One line for each request: no query, no body, no token, no id of a person. */
export const requestLog =
  (log: Logger): MiddlewareHandler =>
  async (c, next) => {
    const started = performance.now()
    const id = randomUUID()
    c.header('x-request-id', id)
    await next()
    const { path, method } = c.req
    const [, directory] = /^\/directory\/([^/]+)/.exec(path) ?? []
    log.info(
      {
        request: id,
        method,
        path: template(path),
        ...(directory !== undefined && { directory }),
        status: c.res.status,
        ms: Math.round(performance.now() - started),
      },
      'request',
    )
  }
