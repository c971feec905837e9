import { ClientError } from '../client-error.ts'
import { retryAfterMs } from '../retry/retry-policy.ts'

/** The error of an answer; SCIM bodies are read leniently: `status` may be a number, `detail` may be missing (RFC 7644 §3.12). */
export const httpError = (
  { response, data }: { readonly response: Response; readonly data: unknown },
  request: { readonly method: string; readonly url: string },
  attempts: number,
): ClientError => {
  const body = (typeof data === 'object' && data !== null ? data : {}) as Record<string, unknown>
  const detail = textOf(body.detail)?.slice(0, 1000)
  const scimType = textOf(body.scimType)
  const { status, headers } = response
  const path = new URL(request.url).pathname
  return new ClientError({
    code: status === 429 ? 'rate_limited' : 'http',
    message: `[${request.method}] ${path}: ${status}${scimType ? ` ${scimType}` : ''}${detail ? ` – ${detail}` : ''}`,
    status,
    scimType,
    detail,
    request,
    requestId: requestIdOf(headers),
    headers: Object.fromEntries([...headers].filter(([name]) => SHOWN.test(name))),
    attempts,
    retryAfterMs: retryAfterMs(headers.get('retry-after'), Date.now()),
  })
}

/** What the server calls a request. */
const requestIdOf = (headers: Headers): string | undefined =>
  headers.get('x-request-id') ??
  headers.get('request-id') ??
  headers.get('x-okta-request-id') ??
  undefined

// An allow-list: a header nobody thought of may hold a session.
const SHOWN =
  /^(retry-after|(x-)?rate-?limit.*|etag|date|content-type|content-length|(x-)?request-id)$/

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined
